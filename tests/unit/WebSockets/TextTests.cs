using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Text is UTF-8 (RFC 6455 sections 5.6 and 8.1); an error is detected as early as possible.</summary>
    [TestClass]
    public class TextTests
    {
        [TestMethod]
        public void Characters_of_every_length_are_text()
        {
            Assert.AreEqual("opened text{<c3><a4><e2><82><ac><f0><9f><98><80>}", Session.Play(Frames.Text("<c3><a4><e2><82><ac><f0><9f><98><80>")));
        }

        [TestMethod]
        public void NUL_is_text()
        {
            Assert.AreEqual("opened text{<00>}", Session.Play(Frames.Text("<00>")));
        }

        [TestMethod]
        public void A_character_may_be_cut_by_fragments_anywhere()
        {
            byte[] text = Bytes.Of("<ce><ba><e2><82><ac><f0><9f><98><80>");
            for (int split = 0; split <= text.Length; split++)
            {
                byte[] first = Frames.Make(0x01, Bytes.Slice(text, 0, split));
                byte[] last = Frames.Make(0x80, Bytes.Slice(text, split, text.Length - split));
                Assert.AreEqual("opened text{" + Bytes.Text(text) + "}", Session.Play(Bytes.Join(first, last)));
            }
        }

        [TestMethod]
        public void Bytes_that_are_not_UTF_8_close_with_1007()
        {
            string[] texts = { "<80>", "a<ff>", "<c0><af>", "<c3>a", "<ed><a0><80>", "<f4><90><80><80>", "<e0><9f><bf>", "<f0><8f><bf><bf>", "<f5><80><80><80>", "<fe>" };
            for (int i = 0; i < texts.Length; i++)
            {
                Session.Refuse(1007, "text is not UTF-8", Frames.Text(texts[i]));
            }
        }

        [TestMethod]
        public void A_message_that_ends_within_a_character_closes_with_1007()
        {
            Session.Refuse(1007, "text ends within a character", Frames.Text("a<c3>"));
            Session.Refuse(1007, "text ends within a character", Frames.Text("<e2><82>"));
            Session.Refuse(1007, "text ends within a character", Frames.Text("<f0><9f><98>"));
            Session.Refuse(1007, "text ends within a character", Bytes.Join(Frames.FirstOfText("<e2>"), Frames.Last("<82>")));
            Session.Refuse(1007, "text ends within a character", Bytes.Join(Frames.FirstOfText("<c3>"), Frames.Last("")));
        }

        [TestMethod]
        public void A_character_cut_by_fragments_is_checked_across_them()
        {
            Session.Refuse(1007, "text is not UTF-8", Bytes.Join(Frames.FirstOfText("<c3>"), Frames.Last("a")));
            Session.Refuse(1007, "text is not UTF-8", Bytes.Join(Frames.FirstOfText("<ed>"), Frames.Middle("<a0>"), Frames.Last("<80>")));
        }

        [TestMethod]
        public void Bad_text_is_refused_before_its_frame_ends()
        {
            byte[] frame = Frames.Text("ab<ff>and more that never arrives");
            Session session = new Session();
            session.Receive(frame, 0, 6 + 2);
            Assert.AreEqual("", session.Sent());

            session.Receive(frame, 6 + 2, 1);
            Assert.AreEqual("close(1007 text is not UTF-8)", session.Sent());
        }

        [TestMethod]
        public void Bad_text_is_refused_before_its_message_ends()
        {
            Session session = new Session();
            session.Receive(Frames.FirstOfText("<f4>"));
            Assert.AreEqual("", session.Sent());

            session.Receive(Frames.Middle("<90>"));
            Assert.AreEqual("close(1007 text is not UTF-8)", session.Sent());
        }

        [TestMethod]
        public void Bad_text_does_not_reach_the_handler()
        {
            Session session = new Session();
            session.Receive(Frames.Text("<ff>"));

            Assert.AreEqual("opened closed(1007)", session.Log);
        }

        [TestMethod]
        public void Binary_messages_need_not_be_UTF_8()
        {
            Assert.AreEqual("opened binary{ffc0} text{a}", Session.Play(Bytes.Join(Frames.Binary(Bytes.Hex("ffc0")), Frames.Text("a"))));
        }

        [TestMethod]
        public void The_validation_of_each_message_begins_without_state()
        {
            Assert.AreEqual("opened text{<c3><a4>} closed(1007) -> close(1007 text is not UTF-8)", Session.Play(Bytes.Join(Frames.Text("<c3><a4>"), Frames.Text("<a4>"))));
        }
    }
}
