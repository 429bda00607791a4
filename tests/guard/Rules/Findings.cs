using System.Collections.Generic;
using Nano.Tests.Guard.Lists;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>Collects findings, and reports each cause once for each place.</summary>
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

        /// <summary>Adds a finding, unless this cause has been reported for this place.</summary>
        /// <param name="cause">The cause that is reported once: the subject, or null for a construct.</param>
        public void Add(Rule rule, string where, string subject, string problem, string cause = null)
        {
            // Pinning and stackalloc cause pointers, so the first finding is the cause.
            Rule kind = rule == Rule.Fixed || rule == Rule.Stackalloc ? Rule.Pointer : rule;
            if (_told.Add($"{kind}|{where}|{cause}"))
            {
                _findings.Add(new Finding(rule, where, subject, problem, _advice.For(rule, subject)));
            }
        }
    }
}
