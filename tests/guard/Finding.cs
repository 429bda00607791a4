using Nano.Tests.Guard.Rules;

namespace Nano.Tests.Guard
{
    /// <summary>A use of something that the platform lacks: its place, and the advice what to write instead.</summary>
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

        /// <summary>The type and method that contain it.</summary>
        public string Where { get; }

        /// <summary>The member, type or construct that the platform lacks.</summary>
        public string Subject { get; }

        public string Problem { get; }

        /// <summary>The advice, or null when there is none.</summary>
        public string Advice { get; }

        public override string ToString()
        {
            return $"{Where}: {Subject}: {Problem}." + (Advice == null ? "" : $" Instead: {Advice}.");
        }
    }
}
