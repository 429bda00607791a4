using System;
using Nano.Firmware.Messages;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Exceptions of handlers in the board's log.</summary>
    [TestClass]
    public class FaultLogTests
    {
        private const string Line = "The handler of connection 0 failed: InvalidOperationException: pump";

        private static readonly byte[] s_faulty = Bytes.Of("GET /faulty HTTP/1.1\r\nHost: a\r\n\r\n");
        private static readonly byte[] s_log = Bytes.Of("GET /api/log HTTP/1.1\r\nHost: a\r\n\r\n");

        [TestMethod]
        public void An_exception_of_a_handler_is_a_line_of_the_log()
        {
            TestDevice device = Start();
            Fail(device);
            string text = Read(device);
            Assert.IsTrue(text.IndexOf("{\"t\":10000,\"text\":\"" + Line + " 1\"}") > 0, text);
        }

        [TestMethod]
        public void Many_exceptions_are_three_lines_and_then_one_in_ten_seconds()
        {
            TestDevice device = Start();
            for (int i = 0; i < 20; i++)
            {
                Fail(device);
            }

            string text = Read(device);
            Assert.IsTrue(text.IndexOf(Line + " 3\"") > 0, text);
            Assert.AreEqual(-1, text.IndexOf(Line + " 4"), text);

            Turn(device, FaultLog.Interval - 1);
            Fail(device);
            Assert.AreEqual(-1, Read(device).IndexOf(Line + " 21"));
            Turn(device, 1);
            Fail(device);
            Fail(device);
            text = Read(device);
            Assert.IsTrue(text.IndexOf(Line + " 22 18 more failures before it are not listed.\"") > 0, text);
            Assert.AreEqual(-1, text.IndexOf(Line + " 23"), text);

            // After a long silence three at once again.
            Turn(device, 10 * FaultLog.Interval);
            for (int i = 0; i < 5; i++)
            {
                Fail(device);
            }

            text = Read(device);
            Assert.IsTrue(text.IndexOf(Line + " 26\"") > 0, text);
            Assert.AreEqual(-1, text.IndexOf(Line + " 27"), text);
        }

        [TestMethod]
        public void A_long_message_is_cut_and_a_task_s_is_no_connection_s()
        {
            MessageLog messages = new MessageLog();
            TestDevice device = Start();
            FaultLog log = new FaultLog(device.Device.Server, messages);
            log.Report(WebServer.NoSlot, new InvalidOperationException(Bytes.Repeat("x", 2000)));
            Assert.IsTrue(messages.End - messages.First < MessageLog.MaximumText + 10);
            ByteWriter writer = new ByteWriter(new byte[440]);
            messages.Write(writer, messages.First);
            Assert.IsTrue(Bytes.Text(writer.Buffer, 0, writer.Count).IndexOf("\"A task failed: InvalidOperationException: xxx") > 0);
        }

        private static TestDevice Start()
        {
            TestDevice device = new TestDevice();
            device.Device.ServeLog(new MessageLog());
            device.Device.Server.Map("/faulty", new Pump());
            return device;
        }

        private static void Fail(TestDevice device)
        {
            DeviceClient client = device.Connect();
            client.Connection.Send(s_faulty, 0, s_faulty.Length);
            Turn(device, 0);
            client.Connection.Reset();
            Turn(device, 0);
        }

        private static string Read(TestDevice device)
        {
            DeviceClient client = device.Connect();
            client.Connection.Send(s_log, 0, s_log.Length);
            string text = "";
            byte[] buffer = new byte[2048];
            for (int turns = 0; turns < 40; turns++)
            {
                Turn(device, 0);
                text += Bytes.Text(buffer, 0, client.Connection.Receive(buffer, 0, buffer.Length));
            }

            client.Connection.Reset();
            Turn(device, 0);
            return text;
        }

        /// <summary>Lets time pass, and the loop turn: TestDevice takes an exception for a failure of the test.</summary>
        private static void Turn(TestDevice device, int milliseconds)
        {
            device.Now += milliseconds;
            for (int turns = 0; turns < 100 && device.Device.Server.Turn(device.Now); turns++)
            {
            }
        }

        private sealed class Pump : Resource
        {
            private int _count;

            public Pump()
                : base(RequestMethod.Get)
            {
            }

            public override void OnRequest(Exchange exchange)
            {
                _count++;
                throw new InvalidOperationException("pump " + _count.ToString());
            }
        }
    }
}
