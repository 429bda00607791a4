using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Forms of type multipart/form-data (RFC 7578, RFC 2046 section 5.1), each read whole and cut everywhere.</summary>
    [TestClass]
    public class MultipartFormTests
    {
        // Not a constant: each text that a constant is part of is one more string in the assembly, which has little room for them.
        private static string Disposition => "Content-Disposition: form-data; name=";

        [TestMethod]
        public void Parts_have_a_name_and_a_value()
        {
            Assert.AreEqual("a=x;", Forms.ReadMultipart(Part("a", "x") + "--b--"));
            Assert.AreEqual("a=x;c=y z;", Forms.ReadMultipart(Part("a", "x") + Part("c", "y z") + "--b--\r\n"));
        }

        [TestMethod]
        public void A_file_has_a_name_and_a_type()
        {
            Assert.AreEqual("f(x.txt,text/plain)=y;", Forms.ReadMultipart("--b\r\n" + Disposition + "\"f\"; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\ny\r\n--b--"));
            Assert.AreEqual("f(x.txt,text/plain)=y;", Forms.ReadMultipart("--b\r\ncontent-type:text/plain\r\ncontent-disposition:FORM-DATA ;filename=x.txt;NAME=f\r\n\r\ny\r\n--b--"));
            Assert.AreEqual("f(,)=y;", Forms.ReadMultipart("--b\r\n" + Disposition + "f; filename=\"\"\r\n\r\ny\r\n--b--"));
            Assert.AreEqual("f(,a/b)=y;", Forms.ReadMultipart("--b\r\n" + Disposition + "f\r\nContent-Type: a/b\r\n\r\ny\r\n--b--"));
        }

        [TestMethod]
        public void What_one_part_has_the_next_has_not()
        {
            Assert.AreEqual("f(x,a/b)=y;c=z;", Forms.ReadMultipart("--b\r\n" + Disposition + "f; filename=x\r\nContent-Type: a/b\r\n\r\ny\r\n" + Part("c", "z") + "--b--"));
        }

        [TestMethod]
        public void Names_are_unquoted_and_nothing_else_is_done_to_them()
        {
            Assert.AreEqual("a\"b\\c=x;", Forms.ReadMultipart(Part("a\\\"b\\\\c", "x") + "--b--"));
            Assert.AreEqual("a%22b;=x;", Forms.ReadMultipart(Part("a%22b;", "x") + "--b--"));
            Assert.AreEqual("<c3><a4>(C:\\d\\e.txt,)=x;", Forms.ReadMultipart("--b\r\n" + Disposition + "\"<c3><a4>\"; filename=\"C:\\d\\e.txt\"\r\n\r\nx\r\n--b--"));
        }

        [TestMethod]
        public void A_value_may_be_empty_or_of_line_ends()
        {
            Assert.AreEqual("a=;c=;", Forms.ReadMultipart(Part("a", "") + Part("c", "") + "--b--"));
            Assert.AreEqual("a=\r\n;", Forms.ReadMultipart(Part("a", "\r\n") + "--b--"));
            Assert.AreEqual("a=\r\n\r\n;", Forms.ReadMultipart(Part("a", "\r\n\r\n") + "--b--"));
            Assert.AreEqual("a=\r\r\n\n;", Forms.ReadMultipart(Part("a", "\r\r\n\n") + "--b--"));
        }

        [TestMethod]
        public void What_only_looks_like_the_delimiter_is_value()
        {
            string[] values =
            {
                "--b", "x--b", "\n--b", "\r--b", "\r\n-b", "\r\n- -b", "\r\n--", "\r\n--\r\n", "\r\n--a", "\r\n--B", "\r\n --b", "\r\n\r\n--", "\r\r\n--", "\r\n\r--b",
                "\r\n-", "\r\n", "\r", "x\r\r\r\n-", "\r\n--\r\n--\r\n--", "-\r\n-\r\n--x--b--", "--b--", "\n--b--",
            };
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual("a=" + values[i] + ";c=d;", Forms.ReadMultipart(Part("a", values[i]) + Part("c", "d") + "--b--"), values[i]);
            }
        }

        [TestMethod]
        public void CR_before_the_delimiter_is_value()
        {
            Assert.AreEqual("a=x\r;", Forms.ReadMultipart("--b\r\n" + Disposition + "a\r\n\r\nx\r\r\n--b--"));
        }

        [TestMethod]
        public void A_longer_boundary_is_found_behind_its_own_beginning()
        {
            const string Type = "multipart/form-data; boundary=\"--x--y\"";
            Assert.AreEqual("a=\r\n----x--\r\n----x;", Forms.Read(Type, "----x--y\r\n" + Disposition + "a\r\n\r\n\r\n----x--\r\n----x\r\n----x--y--"));
        }

        [TestMethod]
        public void A_value_may_have_any_byte()
        {
            Assert.AreEqual("a=<00><ff><80><1b>\n;", Forms.ReadMultipart(Part("a", "<00><ff><80><1b>\n") + "--b--"));
        }

        [TestMethod]
        public void What_stands_before_and_behind_is_passed_over()
        {
            Assert.AreEqual("a=x;", Forms.ReadMultipart("\r\n" + Part("a", "x") + "--b--"));
            Assert.AreEqual("a=x;", Forms.ReadMultipart("This is MIME.\r\n--\r\n" + Part("a", "x") + "--b--\r\nbye\r\n--b\r\n<00>"));
        }

        [TestMethod]
        public void White_space_may_follow_the_delimiter()
        {
            Assert.AreEqual("a=x;", Forms.ReadMultipart("--b <09>\r\n" + Disposition + "a\r\n\r\nx\r\n--b--  \r\n"));
        }

        [TestMethod]
        public void A_form_may_have_no_parts()
        {
            Assert.AreEqual("", Forms.ReadMultipart("--b--"));
            Assert.AreEqual("", Forms.ReadMultipart("--b--\r\n"));
        }

        [TestMethod]
        public void Other_fields_of_a_part_are_passed_over()
        {
            Assert.AreEqual("a=x;", Forms.ReadMultipart("--b\r\nX: y\r\n" + Disposition + "a; filename*=UTF-8''z; y=z\r\nContent-Transfer-Encoding: binary\r\n\r\nx\r\n--b--"));
        }

        [TestMethod]
        public void A_form_that_does_not_end_is_refused()
        {
            string form = Part("a", "x") + "--b--";
            for (int count = 0; count < form.Length; count++)
            {
                Assert.IsNull(Forms.ReadMultipart(form.Substring(0, count)), form.Substring(0, count));
            }
        }

        [TestMethod]
        public void A_malformed_delimiter_is_refused()
        {
            string[] ends = { "x", "-x", "-\r\n", "\n", "\rx", " x", " -", "\0" };
            for (int i = 0; i < ends.Length; i++)
            {
                Assert.IsNull(Forms.ReadMultipart(Part("a", "x") + "--b" + ends[i] + Disposition + "c\r\n\r\ny\r\n--b--"), ends[i]);
            }
        }

        [TestMethod]
        public void A_part_needs_a_name_and_the_disposition_of_a_form()
        {
            string[] heads =
            {
                "", "X: y\r\n", Other("form-data"), Disposition + "\r\n", Disposition + "\"\"\r\n", Other("attachment; name=a"),
                Other("form-datax; name=a"), "name=a\r\n", Disposition + "a\r\nX\r\n", Other("form-data; filename=a"),
                Disposition + "a\n", Disposition + "a\r\nX: <00>\r\n", Disposition + "a\rX: y\r\n",
            };
            for (int i = 0; i < heads.Length; i++)
            {
                Assert.IsNull(Forms.ReadMultipart("--b\r\n" + heads[i] + "\r\nx\r\n--b--"), heads[i]);
            }
        }

        [TestMethod]
        public void Names_fill_the_room_for_them_and_no_more()
        {
            string name = Bytes.Repeat("n", Forms.Capacity / 2);
            string file = Disposition + name + "; filename=" + name;

            Assert.AreEqual(name + "(" + name + ",)=x;", Forms.ReadMultipart("--b\r\n" + file + "\r\n\r\nx\r\n--b--"));
            Assert.IsNull(Forms.ReadMultipart("--b\r\n" + file + "n\r\n\r\nx\r\n--b--"));
            Assert.IsNull(Forms.ReadMultipart("--b\r\n" + file + "\r\nContent-Type: t\r\n\r\nx\r\n--b--"));
        }

        [TestMethod]
        public void A_line_of_a_part_has_a_limit()
        {
            Assert.AreEqual("a=x;", Forms.ReadMultipart("--b\r\nX:" + Bytes.Repeat("y", 254) + "\r\n" + Disposition + "a\r\n\r\nx\r\n--b--"));
            Assert.IsNull(Forms.ReadMultipart("--b\r\nX:" + Bytes.Repeat("y", 255) + "\r\n" + Disposition + "a\r\n\r\nx\r\n--b--"));
        }

        [TestMethod]
        public void A_boundary_has_one_to_seventy_characters()
        {
            string boundary = Bytes.Repeat("0123456789", 7);

            Assert.AreEqual("a=x;", Forms.Read("multipart/form-data; boundary=" + boundary, "--" + boundary + "\r\n" + Disposition + "a\r\n\r\nx\r\n--" + boundary + "--"));
            Assert.IsFalse(Forms.Takes("multipart/form-data; boundary=" + boundary + "0"));
            Assert.IsFalse(Forms.Takes("multipart/form-data; boundary="));
            Assert.IsFalse(Forms.Takes("multipart/form-data; boundary=\"\""));
            Assert.IsFalse(Forms.Takes("multipart/form-data"));
        }

        [TestMethod]
        public void Only_the_types_of_forms_are_taken()
        {
            Assert.IsTrue(Forms.Takes("Multipart/Form-Data ; charset=utf-8; Boundary=b"));
            Assert.IsTrue(Forms.Takes("Application/X-www-form-urlencoded;charset=UTF-8"));
            Assert.IsFalse(Forms.Takes("multipart/mixed; boundary=b"));
            Assert.IsFalse(Forms.Takes("multipart/form-datax; boundary=b"));
            Assert.IsFalse(Forms.Takes("application/json"));
            Assert.IsFalse(Forms.Takes(""));
        }

        private static string Other(string disposition)
        {
            return "Content-Disposition: " + disposition + "\r\n";
        }

        private static string Part(string name, string value)
        {
            return "--b\r\n" + Disposition + "\"" + name + "\"\r\n\r\n" + value + "\r\n";
        }
    }
}
