using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Easy
{
    /// <summary>OnError is told of every exception, and the statistics count it.</summary>
    [TestClass]
    public class ReportTests
    {
        // Tests run without an object on nanoFramework.
        private static string s_reports;

        [TestMethod]
        public void A_resource_s_exception_is_reported_with_its_slot()
        {
            TestServer server = Serve(new FaultyResource("request"));
            Assert.AreEqual(500, server.Connect().Request("GET /faulty").Status);

            Assert.AreEqual("0 request;", s_reports);
            Assert.AreEqual(1L, server.Server.Statistics.HandlerFaults);
        }

        [TestMethod]
        public void An_exception_when_a_client_leaves_is_reported_too()
        {
            TestServer server = Serve(new FaultyResource("aborted"));
            TestClient client = server.Connect();
            client.Send("GET /faulty", "\r\n");
            client.Connection.Reset();
            server.Run();

            Assert.AreEqual("0 aborted;", s_reports);
        }

        [TestMethod]
        public void A_response_that_does_not_fit_is_reported()
        {
            TestServer server = Serve(new FaultyResource("head"));
            Assert.AreEqual(500, server.Connect().Request("GET /faulty").Status);

            Assert.IsTrue(s_reports.IndexOf("SendBuffer") > 0, s_reports);
        }

        [TestMethod]
        public void A_task_s_exception_is_reported_without_a_slot()
        {
            TestServer server = Serve(new FaultyResource(""));
            server.Server.AddTask(new Failing());
            server.Run();

            Assert.AreEqual("-1 task;", s_reports);
            Assert.AreEqual(1L, server.Server.Statistics.TaskFaults);
        }

        [TestMethod]
        public void A_report_that_throws_is_counted_and_harms_nobody()
        {
            TestServer server = Serve(new FaultyResource("request"));
            server.Server.OnError = (slot, e) => throw new InvalidOperationException("report");
            Assert.AreEqual(500, server.Connect().Request("GET /faulty").Status);

            Assert.AreEqual(1L, server.Server.Statistics.ReportFaults);
            Assert.AreEqual("hello", server.Connect().Request("GET /").Content);
        }

        private static TestServer Serve(FaultyResource resource)
        {
            s_reports = "";
            TestServer server = new TestServer(null);
            server.Server.Map("/faulty", resource);
            server.Server.OnError = (slot, e) => s_reports += slot.ToString() + " " + e.Message + ";";
            return server.Begin();
        }

        private sealed class Failing : LoopTask
        {
            public override long Run(long now)
            {
                throw new InvalidOperationException("task");
            }
        }
    }
}
