using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Guard.Rules;

namespace Nano.Tests.Guard.Tests
{
    /// <summary>
    /// Each type of the violations does one thing that the platform does not support. The guard reports the thing, the place and the advice, and it
    /// reports nothing else.
    /// </summary>
    [TestClass]
    public class ViolationTests
    {
        private const string Space = "Nano.Tests.Guard.Violations.";
        private const string Name = "Nano.Tests.Guard.Violations";

        private static readonly string[] s_innocent = { "Clean", "Table", "Reader", "BaseReader", "OverridingReader", "Operation", "Shade", "NotInlinedAttribute", "Waiter", "MarkedWaiter", "WaitsWell" };
        private static readonly Lazy<IReadOnlyList<Finding>> s_findings = new Lazy<IReadOnlyList<Finding>>(() => Inspection.Of(new[] { Repository.Built(Name + ".dll") }));

        [TestMethod]
        [DataRow(nameof(Rule.MissingType), "System.Collections.SortedList::.ctor(System.Collections.IComparer) : void", "MissingType.Sort", "")]
        [DataRow(nameof(Rule.MissingType), "System.DivideByZeroException", "MissingException.Half", "a check before the division")]
        [DataRow(nameof(Rule.MissingType), "System.Threading.SemaphoreSlim", "MissingInSignature.Wait", "")]
        [DataRow(nameof(Rule.MissingType), "System.ContextStaticAttribute::.ctor() : void", "MissingAttribute.s_count", "")]
        [DataRow(nameof(Rule.MissingType), "System.Decimal::op_Implicit(int) : System.Decimal", "UsesDecimal.Double", "long, in the smallest unit")]
        [DataRow(nameof(Rule.MissingType), "System.Runtime.InteropServices.InAttribute", "TakesInVirtually.Next", "a parameter without `in`")]
        [DataRow(nameof(Rule.MissingType), "System.Runtime.CompilerServices.RequiredMemberAttribute::.ctor() : void", "HasRequiredMember", "a constructor parameter")]
        [DataRow(nameof(Rule.MissingMember), "System.String::Replace(string, string) : string", "MissingMember.Clean", "a loop over the characters")]
        [DataRow(nameof(Rule.MissingMember), "System.String::IndexOf(string, System.StringComparison) : int", "MissingOverload.Find", "")]
        [DataRow(nameof(Rule.MissingMember), "System.BitConverter::IsLittleEndian : bool", "MissingField.NewLine", "")]
        public void A_missing_type_or_member_is_reported(string rule, string subject, string where, string advice)
        {
            AssertOnly(rule, subject, where, advice);
        }

        [TestMethod]
        [DataRow(nameof(Rule.MissingBase), "System.MarshalByRefObject::InitializeLifetimeService() : object", "OverridesNothing.InitializeLifetimeService", "")]
        [DataRow(nameof(Rule.MissingImplementation), "System.IO.Stream::Read(System.SpanByte) : int", "LeavesDemandOpen", "a class that holds a stream")]
        public void A_base_class_that_differs_is_reported(string rule, string subject, string where, string advice)
        {
            AssertOnly(rule, subject, where, advice);
        }

        [TestMethod]
        [DataRow(nameof(Rule.Generic), "System.Collections.Generic.List<int>", "UsesList.Count", "an array created at start-up")]
        [DataRow(nameof(Rule.Generic), "System.Collections.Generic.Dictionary<string, int>", "HasGenericField.Values", "an array created at start-up")]
        [DataRow(nameof(Rule.Generic), "System.Collections.Generic.List<int>", "InheritsGeneric", "")]
        [DataRow(nameof(Rule.Generic), "a generic type", "OwnGeneric`1", "code for each type")]
        [DataRow(nameof(Rule.Generic), "a generic method", "OwnGenericMethod.Same", "code for each type")]
        [DataRow(nameof(Rule.Generic), "System.Span<byte>", "UsesSpan.Length", "byte[] with offset and count")]
        [DataRow(nameof(Rule.Generic), "System.ValueTuple<int, int>", "UsesTuple.Sum", "out parameters")]
        [DataRow(nameof(Rule.Generic), "System.Nullable<int>", "UsesNullable.Has", "a special value for none")]
        [DataRow(nameof(Rule.Generic), "a compiler-generated type", "UsesAnonymousType.Value", "")]
        [DataRow(nameof(Rule.Generic), "a compiler-generated type", "UsesCollectionExpression.Numbers", "")]
        [DataRow(nameof(Rule.Generic), "System.Array::Resize", "UsesArrayResize.Grow", "a new array and Array.Copy")]
        [DataRow(nameof(Rule.Generic), "System.Array::Empty", "UsesEmptyParams.Format", "new T[0]")]
        [DataRow(nameof(Rule.Generic), "System.Linq.Enumerable::Cast", "UsesLinq.First", "a loop")]
        [DataRow(nameof(Rule.NaturalLambda), "System.Func<int>", "UsesFunc.Five", "a delegate type of its own")]
        [DataRow(nameof(Rule.NaturalLambda), "a lambda without a type", "UsesNaturalLambda.Five", "a delegate type of its own")]
        public void Generics_are_reported(string rule, string subject, string where, string advice)
        {
            AssertOnly(rule, subject, where, advice);
        }

        [TestMethod]
        [DataRow(nameof(Rule.MultiDimensionalArray), "int[,]", "MultiDimensional.Corner", "an array of arrays")]
        [DataRow(nameof(Rule.MultiDimensionalArray), "byte[,]", "MultiDimensionalField.Grid", "an array of arrays")]
        [DataRow(nameof(Rule.Stackalloc), "stackalloc", "Stackallocates.First", "a buffer created at start-up")]
        [DataRow(nameof(Rule.Fixed), "fixed byte[]", "Pins.First", "an array and an index")]
        [DataRow(nameof(Rule.Pointer), "int*", "UsesPointer.Read", "an array and an index")]
        [DataRow(nameof(Rule.Pointer), "a function pointer", "UsesFunctionPointer.Call", "a delegate")]
        [DataRow(nameof(Rule.NativeCode), "an external method", "CallsNativeCode.Answer", "managed code")]
        [DataRow(nameof(Rule.Volatile), "volatile bool", "HasVolatileField._stopped", "an AutoResetEvent")]
        [DataRow(nameof(Rule.Instruction), "mkrefany", "UsesTypedReference.Read", "")]
        public void Unsupported_forms_of_memory_are_reported(string rule, string subject, string where, string advice)
        {
            AssertOnly(rule, subject, where, advice);
        }

        [TestMethod]
        [DataRow(nameof(Rule.DefaultInterfaceMethod), "a body in an interface", "IHasDefaultMethod.Answer", "an abstract class")]
        [DataRow(nameof(Rule.DefaultInterfaceMethod), "a body in an interface", "IHasStaticMethod.Answer", "an abstract class")]
        [DataRow(nameof(Rule.Iterator), "yield", "Iterates.Items", "a loop with its state in fields")]
        [DataRow(nameof(Rule.Async), "async", "Awaits.Wait", "the loop and its callbacks")]
        [DataRow(nameof(Rule.Checked), "checked", "AddsChecked.Next", "a check before the arithmetic")]
        [DataRow(nameof(Rule.Checked), "checked", "ConvertsChecked.Low", "a check before the arithmetic")]
        [DataRow(nameof(Rule.NulInString), "\"one\\0two\"", "HasNul.Length", "bytes")]
        [DataRow(nameof(Rule.NulInString), "\"one\\0two\"", "HasNulInConstant.Names", "bytes")]
        [DataRow(nameof(Rule.EnumName), Space + "Shade::ToString()", "NamesEnum.Name", "a switch")]
        public void Unsupported_constructs_are_reported(string rule, string subject, string where, string advice)
        {
            AssertOnly(rule, subject, where, advice);
        }

        [TestMethod]
        [DataRow(Space + "Table::Bytes : byte[]", "ReadsOther (static initialiser)", "a value created in this type itself")]
        [DataRow(Space + "Table::Bytes : byte[]", "ReadsOtherThroughCalls (static initialiser)", "")]
        [DataRow(Space + "Table::Bytes : byte[]", "ReadsOtherThroughOverride (static initialiser)", "")]
        [DataRow("System.String::Empty : string", "ReadsPlatform (static initialiser)", "")]
        [DataRow("System.String::Format(string, object) : string", "CallsPlatform (static initialiser)", "")]
        [DataRow("a lambda", "MakesLambda (static initialiser)", "a method and its name")]
        public void A_static_initialiser_that_depends_on_another_type_is_reported(string subject, string where, string advice)
        {
            AssertOnly(nameof(Rule.StaticOrder), subject, where, advice);
        }

        [TestMethod]
        [DataRow(nameof(Rule.Wait), "System.Threading.WaitHandle::WaitOne() : bool", "WaitsInlined.Wait", "WaitOne(-1, false)")]
        [DataRow(nameof(Rule.Wait), "a wait", "WaitsUnmarked.Wait", "the attribute NotInlined")]
        [DataRow(nameof(Rule.Wait), "a wait", "SleepsUnmarked.Wait", "a static method")]
        [DataRow(nameof(Rule.Wait), "a wait", "PollsUnmarked.Wait", "")]
        [DataRow(nameof(Rule.Wait), "a wait", "LocksUnmarked.Wait", "")]
        [DataRow(nameof(Rule.Wait), "a wait", "CallsWaiterUnmarked.Run", "")]
        [DataRow(nameof(Rule.Wait), "a collection", "Collects.Free", "")]
        [DataRow(nameof(Rule.Compaction), "nanoFramework.Runtime.Native.GC::Run(bool) : uint", "Compacts.Free", "GC.Run(false)")]
        [DataRow(nameof(Rule.Compaction), "nanoFramework.Runtime.Native.GC::Run(bool) : uint", "CompactsPerhaps.Free", "")]
        public void A_wait_in_an_inlined_frame_and_a_compaction_are_reported(string rule, string subject, string where, string advice)
        {
            AssertOnly(rule, subject, where, advice);
        }

        [TestMethod]
        public void A_missing_overload_is_reported_with_the_existing_ones()
        {
            Assert.Contains("IndexOf(string, int) : int", Of("MissingOverload").Single().Problem);
        }

        [TestMethod]
        public void The_dependency_of_a_static_initialiser_is_reported_with_its_path()
        {
            Assert.EndsWith($"through {Space}ReadsOtherThroughCalls.Compute, {Space}Reader.Read, {Space}Table.First", Of("ReadsOtherThroughCalls").Single().Problem);
        }

        [TestMethod]
        public void A_report_is_one_line_with_place_subject_problem_and_advice()
        {
            Assert.AreEqual(
                Space + "MissingMember.Clean: System.String::Replace(string, string) : string: nanoFramework's System.String has no such member. Instead: a loop over the characters.",
                Of("MissingMember").Single().ToString());
        }

        [TestMethod]
        public void Code_that_works_on_both_platforms_is_not_reported()
        {
            foreach (string type in s_innocent)
            {
                Assert.IsEmpty(Of(type), Text(Of(type)));
            }
        }

        [TestMethod]
        public void Every_violation_is_reported()
        {
            foreach (string type in System.Reflection.Assembly.Load(Name).GetTypes().Where(type => type.Namespace + "." == Space && !type.IsNested).Select(type => type.Name).Except(s_innocent))
            {
                Assert.IsNotEmpty(Of(type), $"{type} is not reported.");
            }
        }

        /// <summary>The findings in one type of the violations.</summary>
        private static Finding[] Of(string type)
        {
            return s_findings.Value.Where(finding => finding.Where == Space + type || finding.Where.StartsWith(Space + type + ".", StringComparison.Ordinal) || finding.Where.StartsWith(Space + type + " ", StringComparison.Ordinal)).ToArray();
        }

        private static string Text(IEnumerable<Finding> findings)
        {
            return Environment.NewLine + string.Join(Environment.NewLine, findings.Select(finding => $"{finding.Rule}: {finding}"));
        }

        private static void AssertOnly(string rule, string subject, string where, string advice)
        {
            Finding[] findings = Of(where.Split('.', ' ')[0]);
            Finding first = findings.FirstOrDefault(finding => finding.Where == Space + where);

            Assert.IsNotNull(first, Text(findings));
            Assert.HasCount(1, findings.Select(finding => (finding.Rule, finding.Subject)).Distinct(), Text(findings));
            Assert.AreEqual(rule, first.Rule.ToString());
            Assert.AreEqual(subject, first.Subject);
            Assert.Contains(advice, first.Advice ?? "");
        }
    }
}
