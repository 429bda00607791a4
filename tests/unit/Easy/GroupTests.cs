using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Easy
{
    /// <summary>Messages to all connections of a path, some of which are slow.</summary>
    [TestClass]
    public class GroupTests
    {
        [TestMethod]
        public void A_message_reaches_all_members_and_the_sender()
        {
            TestServer server = Serve(SlowPolicy.DropNewest, 256, out WebSocketGroup group);
            TestClient one = Open(server);
            TestClient two = Open(server);
            Assert.AreEqual(2, group.Count);
            one.Send(Frames.Text("hi"));

            Assert.AreEqual("text(hi)", one.ReadFrames());
            Assert.AreEqual("text(hi)", two.ReadFrames());
            two.Connection.Reset();
            server.Run();
            Assert.AreEqual(1, group.Count);
            Assert.AreEqual(0L, group.Lost);
        }

        [TestMethod]
        public void Fifty_messages_at_once_reach_four_members_in_order()
        {
            TestServer server = Serve(SlowPolicy.DropNewest, 2048, out WebSocketGroup group);
            TestClient[] clients = new TestClient[4];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = Open(server);
            }

            for (int i = 0; i < 50; i++)
            {
                group.Send("a message, the number of which is " + i.ToString());
            }

            for (int i = 0; i < clients.Length; i++)
            {
                AssertNumbers(clients[i].ReadFrames(), 0, 50);
            }

            Assert.AreEqual(0L, group.Lost);
        }

        [TestMethod]
        public void Fifty_messages_beyond_the_queue_are_counted_for_each_member()
        {
            TestServer server = Serve(SlowPolicy.DropNewest, 256, out WebSocketGroup group);
            TestClient client = Open(server);
            Open(server);
            for (int i = 0; i < 50; i++)
            {
                group.Send("a message, the number of which is " + i.ToString());
            }

            int arrived = Count(client.ReadFrames());
            Assert.IsTrue(arrived > 10 && arrived < 50);
            Assert.AreEqual(50, arrived + group.GetLost(0));
            Assert.AreEqual(group.Lost, group.GetLost(0) + group.GetLost(1));
        }

        [TestMethod]
        public void The_newest_are_dropped()
        {
            TestServer server = Serve(SlowPolicy.DropNewest, 300, out WebSocketGroup group);
            TestClient client = Open(server);
            for (int i = 0; i < 100; i++)
            {
                group.Send("number " + i.ToString());
            }

            int arrived = 100 - group.GetLost(0);
            AssertNumbers(client.ReadFrames(), 0, arrived);
            group.Send("number " + arrived.ToString());
            AssertNumbers(client.ReadFrames(), arrived, 1);
        }

        [TestMethod]
        public void The_oldest_are_dropped_and_the_last_arrives()
        {
            TestServer server = Serve(SlowPolicy.DropOldest, 300, out WebSocketGroup group);
            TestClient client = Open(server);
            for (int i = 0; i < 300; i++)
            {
                group.Send("number " + i.ToString());
            }

            string frames = client.ReadFrames();
            Assert.AreEqual(300, Count(frames) + group.GetLost(0));
            Assert.IsTrue(frames.IndexOf("text(number 299)") >= 0, frames);
            Assert.IsTrue(frames.IndexOf("text(number 0)") >= 0);
            Assert.IsTrue(frames.IndexOf("text(number 100)") < 0);
        }

        [TestMethod]
        public void A_slow_member_is_closed_and_the_others_miss_nothing()
        {
            TestServer server = Serve(SlowPolicy.Close, 512, out WebSocketGroup group);
            TestClient slow = Open(server);
            TestClient fast = Open(server);
            string frames = "";
            int sent = 0;
            while (group.Closed == 0 && sent < 500)
            {
                group.Send("number " + sent.ToString());
                sent++;
                server.Run();
                frames += fast.ReadFrames() + " ";
            }

            Assert.AreEqual(1, group.Closed);
            group.Send("number " + sent.ToString());
            frames += fast.ReadFrames();
            Assert.AreEqual(sent + 1, Count(frames));
            string last = slow.ReadFrames();
            Assert.IsTrue(last.IndexOf("close(1013 too slow)") > 0, last);
            Assert.AreEqual(sent, Count(last) + group.GetLost(0));
            Assert.AreEqual(0, group.GetLost(1));
        }

        [TestMethod]
        public void Messages_of_any_length_pass_through_the_queue_whole()
        {
            TestServer server = Serve(SlowPolicy.DropOldest, 700, out WebSocketGroup group);
            TestClient client = Open(server);
            int arrived = 0;
            for (int i = 0; i < 400; i += 1 + Target.NumberStep / 3)
            {
                int lost = group.GetLost(0);
                for (int j = 0; j < 5; j++)
                {
                    group.Send(MessageType.Binary, new byte[400], 0, (i * 37 + j * 101) % 400);
                }

                arrived = Occurrences(client.ReadFrames(), "binary(");
                Assert.AreEqual(5, arrived + group.GetLost(0) - lost, i.ToString());
            }
        }

        [TestMethod]
        public void A_message_that_no_buffer_holds_throws()
        {
            Serve(SlowPolicy.DropNewest, 4096, out WebSocketGroup group);
            AssertThrows(() => group.Send(Bytes.Repeat("a", 444)));
            group.Send(Bytes.Repeat("a", 443));
            AssertThrows(() => new WebSocketGroup(0, 832, SlowPolicy.Close, 256).ToString());
            AssertThrows(() => new WebSocketGroup(1, 832, SlowPolicy.Close, 255).ToString());
        }

        [TestMethod]
        public void Events_are_told_by_delegates()
        {
            TestServer server = new TestServer(null);
            WebSocketEvents events = server.Server.MapWebSocket("/events", 16);
            string log = "";
            events.Opened = socket => log += "opened ";
            events.Text = (socket, text) => socket.Send(text + "!");
            events.Message = (socket, type, buffer, offset, count) => log += "binary " + count.ToString() + " ";
            events.Closed = socket => log += "closed";
            events.Opening = handshake =>
            {
                if (handshake.Request.QueryCount > 0)
                {
                    handshake.Reject(403, "No.");
                }
            };
            server.Begin();
            TestClient client = server.Connect();
            client.Upgrade("/events?x");
            Assert.AreEqual(403, client.ReadReply().Status);
            client = server.Connect();
            client.Upgrade("/events");
            client.ReadReply();
            client.Send(Bytes.Join(Frames.Text("a<c3><bc>"), Frames.Close(1000, "")));

            Assert.AreEqual("text(a<c3><bc>!) close(1000)", client.ReadFrames());
            Assert.AreEqual("opened closed", log);
        }

        private delegate void Step();

        private static void AssertThrows(Step step)
        {
            bool isThrown = false;
            try
            {
                step();
            }
            catch (ArgumentException)
            {
                isThrown = true;
            }

            Assert.IsTrue(isThrown);
        }

        private static void AssertNumbers(string frames, int first, int count)
        {
            int at = 0;
            for (int i = first; i < first + count; i++)
            {
                int next = frames.IndexOf(" " + i.ToString() + ")", at);
                Assert.IsTrue(next >= at, frames);
                at = next;
            }

            Assert.AreEqual(count, Count(frames));
        }

        private static int Count(string frames)
        {
            return Occurrences(frames, "text(");
        }

        private static int Occurrences(string text, string part)
        {
            int count = 0;
            for (int at = text.IndexOf(part); at >= 0; at = text.IndexOf(part, at + 1))
            {
                count++;
            }

            return count;
        }

        private static TestServer Serve(SlowPolicy policy, int capacity, out WebSocketGroup group)
        {
            TestServer server = new TestServer(new ServerOptions { Slots = 4 });
            WebSocketEvents chat = server.Server.MapWebSocket("/chat");
            WebSocketGroup made = server.Server.CreateGroup(policy, capacity);
            chat.Group = made;
            chat.Text = (socket, text) => made.Send(text);
            group = made;
            return server.Begin();
        }

        private static TestClient Open(TestServer server)
        {
            TestClient client = server.Connect();
            client.Upgrade("/chat");
            Assert.AreEqual(101, client.ReadReply().Status);
            return client;
        }
    }
}
