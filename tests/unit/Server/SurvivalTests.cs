using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>What goes wrong around the loop and not within a handler: the loop goes on, and counts it.</summary>
    [TestClass]
    public class SurvivalTests
    {
        [TestMethod]
        public void A_listener_that_fails_is_tried_again_ever_more_rarely()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            server.Faulty.Result = AcceptResult.Failed;
            int tries = 0;
            int delay = 125;
            for (int i = 0; i < 8; i++)
            {
                server.Run();
                tries++;
                Assert.AreEqual(tries, server.Faulty.Accepts);
                server.Wait(delay - 1);
                Assert.AreEqual(tries, server.Faulty.Accepts);
                server.Now++;
                delay = delay < 8000 ? delay * 2 : 8000;
            }

            Assert.AreEqual(8L, server.Server.Statistics.ListenerRetries);
            Assert.AreEqual(6, server.Faulty.Reopens);
            server.Faulty.Result = AcceptResult.None;
            Assert.AreEqual("hello", client.Request("GET /").Content);

            // It has worked meanwhile: the next failure is a first one.
            server.Faulty.Result = AcceptResult.Failed;
            server.Run();
            tries = server.Faulty.Accepts;
            server.Wait(124);
            Assert.AreEqual(tries, server.Faulty.Accepts);
            server.Wait(1);
            Assert.AreEqual(tries + 1, server.Faulty.Accepts);
        }

        [TestMethod]
        public void A_listener_that_cannot_be_opened_anew_is_tried_again_too()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            server.Faulty.Result = AcceptResult.Failed;
            server.Faulty.CanReopen = false;
            server.Run();
            server.Wait(125);
            Assert.AreEqual(2, server.Faulty.Accepts);
            server.Wait(250);
            server.Wait(500);
            Assert.AreEqual(2, server.Faulty.Reopens);
            Assert.AreEqual(2, server.Faulty.Accepts);

            server.Faulty.CanReopen = true;
            server.Faulty.Result = AcceptResult.None;
            server.Wait(1000);
            Assert.AreEqual("hello", client.Request("GET /").Content);
            Assert.AreEqual(4L, server.Server.Statistics.ListenerRetries);
        }

        [TestMethod]
        public void Connections_are_served_while_the_listener_fails()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            server.Run();
            server.Faulty.Result = AcceptResult.Failed;

            Assert.AreEqual("hello", client.Request("GET /").Content);
            server.Wait(1);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void A_client_for_whom_there_is_no_memory_is_counted_and_the_next_is_served()
        {
            TestServer server = TestServer.Start();
            server.Faulty.Result = AcceptResult.OutOfMemory;
            server.Run();
            Assert.AreEqual(1L, server.Server.Statistics.OutOfMemory);
            Assert.AreEqual(0, server.Server.Clients);

            server.Faulty.Result = AcceptResult.None;
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
            Assert.AreEqual(0L, server.Server.Statistics.ListenerRetries);
        }

        [TestMethod]
        public void A_handler_that_runs_out_of_memory_costs_its_own_connection()
        {
            TestServer server = new TestServer(null);
            server.Server.Map("/faulty", new FaultyResource("memory"));
            TestClient other = server.Begin().Open();
            Assert.AreEqual(500, server.Connect().Request("PUT /faulty").Status);

            other.Send(Frames.Ping("p"));
            Assert.AreEqual("pong(p)", other.ReadFrames());
            Assert.AreEqual(1L, server.Server.Statistics.OutOfMemory);
            Assert.AreEqual(1L, server.Server.Statistics.HandlerFaults);
            Assert.AreEqual(0L, server.Server.Statistics.TaskFaults);
        }

        [TestMethod]
        public void The_loop_goes_on_after_an_exception_that_nobody_expected()
        {
            TestServer server = new TestServer(null);
            server.Server.AddTask(new Stopping { Server = server.Server });
            server.Begin();
            server.Faulty.Throws = 3;
            server.Server.Run();

            Assert.AreEqual(3L, server.Server.Statistics.LoopRestarts);
        }

        [TestMethod]
        public void A_step_back_of_the_clock_takes_no_time_and_one_forward_none_either()
        {
            const long Second = 10000000;
            LoopClock clock = new LoopClock(1000 * Second);
            Assert.AreEqual(1000000L, clock.Read(1001 * Second));
            Assert.AreEqual(1000000L, clock.Read(400 * Second));
            Assert.AreEqual(2000000L, clock.Read(401 * Second));
            Assert.AreEqual(2000000L, clock.Read(99999 * Second));
            Assert.AreEqual(3000000L, clock.Read(100000 * Second));
            Assert.AreEqual(3000000L, clock.Read(100000 * Second));
        }

        [TestMethod]
        public void A_loop_that_was_held_up_for_a_while_has_not_lost_the_time()
        {
            LoopClock clock = new LoopClock(0);
            Assert.AreEqual((LoopClock.MaximumStep - 1) * 1000L, clock.Read((LoopClock.MaximumStep - 1) * 10000L));
        }

        /// <summary>Stops the server when the loop comes as far as its tasks.</summary>
        private sealed class Stopping : LoopTask
        {
            public WebServer Server;

            public override long Run(long now)
            {
                Server.Stop();
                return now + 1000;
            }
        }
    }
}
