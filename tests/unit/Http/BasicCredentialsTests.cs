using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>The Basic scheme (RFC 7617).</summary>
    [TestClass]
    public class BasicCredentialsTests
    {
        [TestMethod]
        public void User_and_password_are_told_apart_by_the_first_colon()
        {
            Assert.AreEqual("user|pass", Read("Basic dXNlcjpwYXNz"));
            Assert.AreEqual("a|b:c", Read("Basic YTpiOmM="));
            Assert.AreEqual("Aladdin|open", Read("Basic QWxhZGRpbjpvcGVu"));
        }

        [TestMethod]
        public void Either_may_be_empty()
        {
            Assert.AreEqual("|", Read("Basic Og=="));
            Assert.AreEqual("a|", Read("Basic YTo="));
            Assert.AreEqual("|a", Read("Basic OmE="));
        }

        [TestMethod]
        public void Padding_and_the_bits_that_it_leaves_over_do_not_matter()
        {
            Assert.AreEqual("|", Read("Basic Og"));
            Assert.AreEqual("|", Read("Basic Oh=="));
            Assert.AreEqual("a|b:c", Read("Basic YTpiOmM"));
            Assert.AreEqual("|<fb><ff>", Read("Basic Ovv_"));
        }

        [TestMethod]
        public void They_are_in_UTF_8()
        {
            Assert.AreEqual("test|123<c2><a3>", Read("Basic dGVzdDoxMjPCow=="));
        }

        [TestMethod]
        public void The_scheme_has_any_case_and_one_or_more_spaces_behind_it()
        {
            Assert.AreEqual("user|pass", Read("bAsIc dXNlcjpwYXNz"));
            Assert.AreEqual("user|pass", Read("Basic   dXNlcjpwYXNz"));
        }

        [TestMethod]
        public void The_longest_fit_and_what_is_longer_is_refused()
        {
            Assert.AreEqual("1234567|12345678", Read("Basic MTIzNDU2NzoxMjM0NTY3OA=="));
            Assert.IsNull(Read("Basic MTIzNDU2NzoxMjM0NTY3ODk="));
        }

        [TestMethod]
        public void What_is_malformed_is_refused()
        {
            string[] values =
            {
                "", "Basic", "Basic ", "Basic=", "Basicx dXNlcjpwYXNz", "Bearer dXNlcjpwYXNz", "dXNlcjpwYXNz", "Basic dXNlcjpwYXNz=", "Basic dXNlcjpwY",
                "Basic dXNlcjpwYXNz x", "Basic dXNlcnBhc3M=", "Basic O", "Basic Og=", "Basic d.Nl", "Basic ====", "Basic :",
            };
            for (int i = 0; i < values.Length; i++)
            {
                Assert.IsNull(Read(values[i]), values[i]);
            }
        }

        [TestMethod]
        public void A_request_without_credentials_has_none_of_the_last_ones()
        {
            BasicCredentials credentials = new BasicCredentials(16);
            Assert.IsTrue(credentials.TryRead(Parsing.AcceptFields("Authorization: Basic dXNlcjpwYXNz\r\n")));

            Assert.IsFalse(credentials.TryRead(Parsing.AcceptFields("")));
            Assert.AreEqual(0, credentials.UserCount + credentials.PasswordCount);
        }

        private static string Read(string authorization)
        {
            BasicCredentials credentials = new BasicCredentials(16);
            return credentials.TryRead(Parsing.AcceptFields("Authorization: " + authorization + "\r\n"))
                ? Bytes.Text(credentials.Buffer, 0, credentials.UserCount) + "|" + Bytes.Text(credentials.Buffer, credentials.PasswordOffset, credentials.PasswordCount)
                : null;
        }
    }
}
