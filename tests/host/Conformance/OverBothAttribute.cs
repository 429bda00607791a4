using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>Runs a case over every <see cref="Wire"/>: its first parameter. The attribute's arguments are the others.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class OverBothAttribute : Attribute, ITestDataSource
    {
        private readonly object[] _arguments;

        public OverBothAttribute(params object[] arguments)
        {
            _arguments = arguments;
        }

        public IEnumerable<object[]> GetData(MethodInfo methodInfo)
        {
            return Enum.GetValues<Wire>().Select(wire => _arguments.Prepend(wire).ToArray());
        }

        public string GetDisplayName(MethodInfo methodInfo, object[] data)
        {
            return $"{methodInfo.Name} ({string.Join(", ", data.Select(Describe))})";
        }

        private static string Describe(object argument)
        {
            return argument is string text ? text.Replace("\r\n", "⏎", StringComparison.Ordinal) : $"{argument}";
        }
    }
}
