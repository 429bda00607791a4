using System;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>A difference from llhttp that we mean, and why.</summary>
    internal sealed class DeliberateDifference
    {
        private readonly Func<Difference, bool> _explains;

        public DeliberateDifference(string name, string reason, Func<Difference, bool> explains)
        {
            Name = name;
            Reason = reason;
            _explains = explains;
        }

        public string Name { get; }

        public string Reason { get; }

        /// <summary>How many cases it has explained. A rule that explains none has no place in the list.</summary>
        public int Uses { get; private set; }

        public bool Explains(Difference difference)
        {
            if (!_explains(difference))
            {
                return false;
            }

            Uses++;
            return true;
        }
    }
}
