using Nano.Tests.Guard.Rules;

namespace Nano.Tests.Guard
{
    /// <summary>One thing that does not work on the platform, where it stands, and what to write instead.</summary>
    internal sealed class Finding
    {
        public Finding(Rule rule, string where, string subject, string problem, string advice)
        {
            Rule = rule;
            Where = where;
            Subject = subject;
            Problem = problem;
            Advice = advice;
        }

        public Rule Rule { get; }

        /// <summary>The type and method.</summary>
        public string Where { get; }

        /// <summary>The member, type or construct that is wrong.</summary>
        public string Subject { get; }

        public string Problem { get; }

        /// <summary>What to do instead, or null where nothing better is known.</summary>
        public string Advice { get; }

        public override string ToString()
        {
            return $"{Where}: {Subject}: {Problem}." + (Advice == null ? "" : $" Instead: {Advice}.");
        }
    }
}
