using Nano.Tests.Unit.Support;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.WebSockets
{
    /// <summary>The client's side of the protocol, which tests and other devices use, against the server's.</summary>
    [TestClass]
    public class ClientRoleTests
    {
        [TestMethod]
        public void A_client_sends_what_a_server_understands()
        {
            Session server = new Session();
            ByteWriter output = new ByteWriter(new byte[1024]);
            WebSocket client = Open(output, new Recorder());
            client.Send(MessageType.Text, Bytes.Of("Hello"), 0, 5);
            client.SendPiece(MessageType.Binary, Bytes.Hex("0001"), 0, 2, true, false);
            client.SendPiece(MessageType.Binary, Bytes.Hex("02"), 0, 1, false, true);
            client.Close(CloseStatus.Normal, "bye", 0);
            server.Receive(output.Buffer, output.Start, output.Count);

            Assert.AreEqual("opened text{Hello} binary{000102} closed(1000 clean)", server.Log);
        }

        [TestMethod]
        public void A_client_understands_what_a_server_sends()
        {
            Session server = new Session();
            Recorder recorder = new Recorder();
            WebSocket client = Open(new ByteWriter(new byte[1024]), recorder);
            server.Socket.Send(MessageType.Text, Bytes.Of("Hello"), 0, 5);
            server.Socket.Close(CloseStatus.GoingAway, "", server.Now);
            client.Receive(server.Output.Buffer, server.Output.Start, server.Output.Count, 0);

            Assert.AreEqual("opened text{Hello} closed(1001 clean)", recorder.Log);
        }

        [TestMethod]
        public void A_client_refuses_masked_frames()
        {
            Recorder recorder = new Recorder();
            WebSocket client = Open(new ByteWriter(new byte[1024]), recorder);
            byte[] frame = Frames.Text("Hello");
            client.Receive(frame, 0, frame.Length, 0);

            Assert.AreEqual("opened closed(1002)", recorder.Log);
        }

        [TestMethod]
        public void A_client_masks_each_frame_with_the_key_it_is_given()
        {
            ByteWriter output = new ByteWriter(new byte[1024]);
            WebSocket client = Open(output, new Recorder());
            client.Writer.MaskingKey = 0x01020304;
            client.Send(MessageType.Binary, Bytes.Hex("ffff"), 0, 2);
            client.Writer.MaskingKey = 0xA0B0C0D0;
            client.Send(MessageType.Binary, Bytes.Hex("ff"), 0, 1);

            Assert.AreEqual("828201020304fefd" + "8281a0b0c0d05f", Bytes.ToHex(output.Buffer, output.Start, output.Count));
        }

        private static WebSocket Open(ByteWriter output, Recorder recorder)
        {
            WebSocket client = new WebSocket(0, output, new WebSocketOptions(), false);
            client.Writer.MaskingKey = Frames.Key;
            client.Open(recorder, 0);
            return client;
        }
    }
}
