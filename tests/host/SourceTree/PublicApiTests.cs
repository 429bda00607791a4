using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>Every public member of the library documents each of its parameters and what it returns. The compiler sees to the summaries.</summary>
    [TestClass]
    public class PublicApiTests
    {
        private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        [TestMethod]
        public void Every_parameter_and_result_is_documented()
        {
            Dictionary<string, XElement> members = XDocument.Load(Path.ChangeExtension(typeof(WebServer).Assembly.Location, ".xml")).Descendants("member")
                .ToDictionary(member => member.Attribute("name").Value);
            MethodBase[] methods = typeof(WebServer).Assembly.GetExportedTypes().Where(type => !typeof(Delegate).IsAssignableFrom(type))
                .SelectMany(type => type.GetConstructors(Own).Cast<MethodBase>().Concat(type.GetMethods(Own)))
                .Where(method => (method.IsPublic || method.IsFamily) && !method.IsSpecialName || method is ConstructorInfo { IsPublic: true } || method is ConstructorInfo { IsFamily: true })
                .ToArray();

            Assert.IsGreaterThan(150, methods.Length);
            Report.AssertNone(methods.SelectMany(method => Lacks(method, members.GetValueOrDefault(Id(method)))));
        }

        [TestMethod]
        public void Every_parameter_of_a_delegate_is_documented()
        {
            Dictionary<string, XElement> members = XDocument.Load(Path.ChangeExtension(typeof(WebServer).Assembly.Location, ".xml")).Descendants("member")
                .ToDictionary(member => member.Attribute("name").Value);

            Report.AssertNone(typeof(WebServer).Assembly.GetExportedTypes().Where(type => typeof(Delegate).IsAssignableFrom(type))
                .SelectMany(type => type.GetMethod("Invoke").GetParameters().Where(parameter => !Names(members["T:" + type.FullName]).Contains(parameter.Name)).Select(parameter => $"{type.FullName}: {parameter.Name} is not documented.")));
        }

        private static IEnumerable<string> Lacks(MethodBase method, XElement member)
        {
            string name = $"{method.DeclaringType.FullName}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})";
            if (member == null)
            {
                // The compiler makes some itself, such as the constructor of a class without one.
                if (method.GetParameters().Length > 0)
                {
                    yield return name + " is not documented.";
                }

                yield break;
            }

            if (member.Element("inheritdoc") != null)
            {
                yield break;
            }

            foreach (ParameterInfo parameter in method.GetParameters().Where(parameter => !Names(member).Contains(parameter.Name)))
            {
                yield return $"{name}: {parameter.Name} is not documented.";
            }

            bool isQuestion = System.Text.RegularExpressions.Regex.IsMatch(((string)member.Element("summary") ?? "").TrimStart(), "^(Whether|Returns|Checks|Creates|Finds|Gets) ");
            if (method is MethodInfo { ReturnType: Type type } && type != typeof(void) && !isQuestion && member.Element("returns") == null)
            {
                yield return $"{name}: the result is not documented.";
            }
        }

        private static string[] Names(XElement member)
        {
            return member.Elements("param").Where(element => element.Value.Length > 0).Select(element => element.Attribute("name").Value).ToArray();
        }

        /// <summary>The member's name in the documentation.</summary>
        private static string Id(MethodBase method)
        {
            string name = "M:" + method.DeclaringType.FullName.Replace('+', '.') + "." + method.Name.Replace('.', '#');
            string[] parameters = method.GetParameters().Select(parameter => parameter.ParameterType.FullName.Replace('+', '.').Replace('&', '@')).ToArray();
            return parameters.Length == 0 ? name : name + "(" + string.Join(',', parameters) + ")";
        }
    }
}
