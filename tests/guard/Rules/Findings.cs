using System.Collections.Generic;
using Nano.Tests.Guard.Lists;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Collects findings; the same cause is told once for each place.</summary>
    internal sealed class Findings
    {
        private readonly List<Finding> _findings = new List<Finding>();
        private readonly HashSet<string> _told = new HashSet<string>();
        private readonly Advice _advice;

        public Findings(Advice advice)
        {
            _advice = advice;
        }

        public IReadOnlyList<Finding> All => _findings;

        /// <summary>Adds a finding, unless this place had one of this cause.</summary>
        /// <param name="cause">What is told once: the subject, or for a construct null.</param>
        public void Add(Rule rule, string where, string subject, string problem, string cause = null)
        {
            // Pinning and stackalloc bring pointers with them; whichever comes first is the cause.
            Rule kind = rule == Rule.Fixed || rule == Rule.Stackalloc ? Rule.Pointer : rule;
            if (_told.Add($"{kind}|{where}|{cause}"))
            {
                _findings.Add(new Finding(rule, where, subject, problem, _advice.For(rule, subject)));
            }
        }
    }
}
