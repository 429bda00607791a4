using Nano.Firmware.Messages;
using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The ring of the board's last messages.</summary>
    [TestClass]
    public class MessageLogTests
    {
        [TestMethod]
        public void Messages_come_back_in_their_order_and_as_JSON()
        {
            MessageLog log = new MessageLog();
            Assert.AreEqual("", Read(log));
            log.Add("one");
            log.Add("\"two\" \\ \n three");
            Assert.AreEqual("{\"t\":0,\"text\":\"one\"}{\"t\":0,\"text\":\"\\\"two\\\" \\\\   three\"}", Read(log));
        }

        [TestMethod]
        public void A_message_that_comes_again_is_counted()
        {
            MessageLog log = new MessageLog();
            for (int i = 0; i < 300; i++)
            {
                log.Add("fault");
            }

            log.Add("other");
            log.Add("fault");
            Assert.AreEqual("{\"t\":0,\"times\":255,\"text\":\"fault\"}{\"t\":0,\"text\":\"other\"}{\"t\":0,\"text\":\"fault\"}", Read(log));
        }

        [TestMethod]
        public void The_oldest_give_way_and_every_message_left_is_whole()
        {
            MessageLog log = new MessageLog();
            for (int i = 0; i < 500; i++)
            {
                log.Add("message " + i + Bytes.Repeat("x", i % 150));
                string text = Read(log);
                Assert.IsTrue(text.IndexOf("\"message " + i + Bytes.Repeat("x", i % 150) + "\"}") > 0, text);
                Assert.AreEqual(0, text.IndexOf("{\"t\":0,\"text\":\"message "));
                Assert.IsTrue(log.End - log.First <= MessageLog.Size);
            }
        }

        [TestMethod]
        public void A_long_message_is_cut_between_characters()
        {
            MessageLog log = new MessageLog();
            log.Add(Bytes.Repeat("x", 189) + "\u00e4\u00e4");
            Assert.AreEqual("{\"t\":0,\"text\":\"" + Bytes.Repeat("x", 189) + "\"}", Read(log));
        }

        [TestMethod]
        public void The_longest_message_fits_an_item()
        {
            MessageLog log = new MessageLog();
            log.Add(Bytes.Repeat("\"", 300));
            log.Add(Bytes.Repeat("\"", 300));
            Assert.IsTrue(Read(log).Length <= 440);
        }

        private static string Read(MessageLog log)
        {
            string text = "";
            for (int at = log.First; at != log.End;)
            {
                ByteWriter writer = new ByteWriter(new byte[512]);
                at = log.Write(writer, at);
                text += Bytes.Text(writer.Buffer, 0, writer.Count);
            }

            return text;
        }
    }
}
