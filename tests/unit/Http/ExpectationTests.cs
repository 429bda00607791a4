using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Expect is a list (RFC 9110 sections 10.1.1 and 5.6.1).</summary>
    [TestClass]
    public class ExpectationTests
    {
        [TestMethod]
        public void Empty_and_repeated_members_are_passed_over()
        {
            string[] lists = { "100-continue,", ",100-continue", ", ,<09>100-CONTINUE ,", "100-continue, 100-continue" };
            for (int i = 0; i < lists.Length; i++)
            {
                Assert.IsTrue(Parsing.AcceptFields("Expect: " + lists[i] + "\r\n").ExpectsContinue, lists[i]);
            }
        }

        [TestMethod]
        public void Any_other_member_is_unknown()
        {
            string[] lists = { "x, 100-continue", "100-continue, x", "100-continue;x", "x=100-continue", "\"100-continue\"", ",", "100-continue 100-continue" };
            for (int i = 0; i < lists.Length; i++)
            {
                Parsing.RefuseFields("Expect: " + lists[i] + "\r\n", RequestError.UnknownExpectation);
            }
        }
    }
}
