using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Http
{
    /// <summary>What may stand beside the content of chunks (RFC 9112 sections 7.1.1 and 7.1.2): readers who go by less strict rules find other ends.</summary>
    [TestClass]
    public class ChunkExtensionTests
    {
        [TestMethod]
        public void An_extension_has_a_name_and_may_have_a_value()
        {
            Accept(";a");
            Accept(";a=b");
            Accept(";a;b=c;d");
            Accept(";!#$%&'*+-.^_`|~=!#$%&'*+-.^_`|~");
        }

        [TestMethod]
        public void A_value_may_be_quoted()
        {
            Accept(";a=\"\"");
            Accept(";a=\"b;c=d,e<09> <e9>\"");
            Accept(";a=\"b\\\"c\\\\\";d");
        }

        [TestMethod]
        public void White_space_may_stand_around_the_signs()
        {
            Accept(" ; a");
            Accept("<09>;<09>a = b ; c =  \"d\" ;e");
        }

        [TestMethod]
        public void What_is_no_extension_is_refused()
        {
            string[] extensions =
            {
                ";", "; ", ";;a", ";a;", ";=b", ";a=", ";a=;b", ";a==b", ";a b", ";a=b c", ";a=b\"c\"", ";a=\"b\"c", ";a=\"b", ";a=\"", ";a=\"b\\\"", ";a=\"b\\",
                ";a ", ";a=b ", ";a=\"b\" ", ";a,b", ";(a)", ";a=(b)", ";a<00>", ";a=\"<00>\"", ";a=\"\\<00>\"", ";a=\"<7f>\"", ";a=\"\n\"", ";a=\"\r\"", ";<e9>", " a", "a;", ",a",
            };
            for (int i = 0; i < extensions.Length; i++)
            {
                Bodies.RefuseChunked("5" + extensions[i] + "\r\nhello\r\n0\r\n\r\n");
                Bodies.RefuseChunked("0" + extensions[i] + "\r\n\r\n");
            }
        }

        [TestMethod]
        public void A_trailer_that_would_frame_the_message_is_refused()
        {
            Bodies.RefuseChunked("0\r\nContent-Length: 0\r\n\r\n");
            Bodies.RefuseChunked("0\r\nX: y\r\ncontent-LENGTH:5\r\n\r\n");
            Bodies.RefuseChunked("0\r\nTransfer-Encoding: chunked\r\n\r\n");
            Bodies.RefuseChunked("0\r\ntransfer-encoding:\r\n\r\n");
        }

        [TestMethod]
        public void A_trailer_whose_name_only_looks_like_it_is_passed_over()
        {
            Assert.AreEqual("", Bodies.AcceptChunked("0\r\nContent-Lengt: 5\r\nContent-Length1: 5\r\nX-Content-Length: 5\r\nTransfer-Encodings: x\r\nTransfer_Encoding: x\r\nTE: x\r\n\r\n"));
        }

        private static void Accept(string extensions)
        {
            Assert.AreEqual("hello", Bodies.AcceptChunked("5" + extensions + "\r\nhello\r\n0" + extensions + "\r\n\r\n"), extensions);
        }
    }
}
