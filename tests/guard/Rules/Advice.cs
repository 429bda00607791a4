using System;
using System.Collections.Generic;
using System.Linq;
using Nano.Tests.Guard.Lists;

namespace Nano.Tests.Guard.Rules
{
    /// <summary>The advice of advice.txt.</summary>
    internal sealed class Advice
    {
        private const string RulePrefix = "rule ";

        private readonly Dictionary<string, string> _advice;

        public Advice(string path)
        {
            _advice = PairList.Read(path);
        }

        /// <summary>Returns the advice for the longest prefix of a subject, otherwise the advice for the rule, otherwise null.</summary>
        public string For(Rule rule, string subject)
        {
            string key = _advice.Keys
                .Where(start => subject.StartsWith(start, StringComparison.Ordinal))
                .OrderByDescending(start => start.Length)
                .FirstOrDefault() ?? RulePrefix + rule;
            return _advice.TryGetValue(key, out string advice) ? advice : null;
        }
    }
}
