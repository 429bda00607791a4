using Nano.Tests.Unit.Support;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>Messages delivered as a whole up to a maximum size; longer ones close with 1009 (RFC 6455 section 7.4.1).</summary>
    [TestClass]
    public class WholeMessageTests
    {
        private const int Maximum = 8;

        [TestMethod]
        public void A_message_in_fragments_and_single_bytes_arrives_as_a_whole()
        {
            Keeper keeper = new Keeper();
            byte[] frames = Bytes.Join(Bytes.Join(Frames.FirstOfText("Hel"), Frames.Middle("l"), Frames.Last("o")), Frames.Text("again"));
            Session session = new Session(keeper);
            for (int i = 0; i < frames.Length; i++)
            {
                session.Receive(frames, i, 1);
            }

            Assert.AreEqual("[Hello][again]", keeper.Log);
        }

        [TestMethod]
        public void A_message_of_the_maximum_size_arrives()
        {
            Keeper keeper = new Keeper();
            new Session(keeper).Receive(Bytes.Join(Frames.Text("12345678"), Frames.Text("")));
            Assert.AreEqual("[12345678][]", keeper.Log);
        }

        [TestMethod]
        public void A_longer_message_ends_the_connection_with_1009()
        {
            Keeper keeper = new Keeper();
            new Session(keeper).Receive(Frames.Text("123456789"));
            Assert.AreEqual("closed 1009", keeper.Log);
        }

        [TestMethod]
        public void A_message_whose_fragments_exceed_the_maximum_ends_the_connection_with_1009()
        {
            Keeper keeper = new Keeper();
            new Session(keeper).Receive(Bytes.Join(Frames.FirstOfText("12345"), Frames.Middle("678"), Frames.Last("9")));
            Assert.AreEqual("closed 1009", keeper.Log);
        }

        [TestMethod]
        public void An_unfinished_message_does_not_reach_the_next_client()
        {
            Keeper keeper = new Keeper();
            Session session = new Session(keeper);
            session.Receive(Frames.FirstOfText("left"));
            session.Socket.Abort();
            session.Open();
            session.Receive(Bytes.Join(Frames.FirstOfText("a"), Frames.Last("b")));
            Assert.AreEqual("closed 1006[ab]", keeper.Log);
        }

        private sealed class Keeper : WholeMessageHandler
        {
            public string Log = "";

            public Keeper()
                : base(4, Maximum)
            {
            }

            public override void OnWholeMessage(WebSocket webSocket, MessageType type, byte[] buffer, int offset, int count)
            {
                Log += "[" + Bytes.Text(buffer, offset, count) + "]";
            }

            public override void OnClosed(WebSocket webSocket, CloseStatus status, bool isClean)
            {
                Log += "closed " + (int)status;
            }
        }
    }
}
