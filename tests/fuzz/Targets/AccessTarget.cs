using System;
using System.Reflection;
using System.Text;
using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Firmware.Telemetry;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>A board with a password, to which requests are sent over a connection.</summary>
    internal abstract class AccessTarget : Target
    {
        protected const string Password = "s\u00E4sam";

        private static readonly byte[] s_cookie = Encoding.ASCII.GetBytes("Set-Cookie: session=");

        private readonly MemoryTransport _transport = new MemoryTransport(2048, 2);
        private readonly byte[] _received = new byte[4096];
        private MemoryClient _client;
        private int _count;

        protected AccessTarget()
        {
            DeviceOptions options = new DeviceOptions { History = 0 };
            options.Access.Password = Password;
            options.Access.Iterations = 1;
            options.Access.Hosts.Allow("a");
            Device = new Device(new Board(), _transport, new ServerOptions { Slots = 1 }, options);
            Device.Start();
        }

        public override int MaximumSteps(int count) => 20 * count + 400;

        public override int MaximumWork(int count) => 150 * count + 8000;

        public override string NameOutcome(int outcome) => "status " + outcome;

        protected Device Device { get; }

        /// <summary>The loop's time in milliseconds.</summary>
        protected long Now { get; set; }

        public override void Prepare(Feed feed)
        {
            _client = _transport.Connect();
            _count = 0;
        }

        protected static object Inner(object of, string name)
        {
            const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
            return of.GetType().GetProperty(name, Any)?.GetValue(of) ?? of.GetType().GetField(name, Any).GetValue(of);
        }

        protected void Send(byte[] buffer, int offset, int count, Trace trace)
        {
            for (int end = offset + count; offset < end && !_client.IsClosed;)
            {
                offset += _client.Send(buffer, offset, end - offset);
                Settle(trace);
            }
        }

        /// <summary>Ends the connection, and records the status, the presence of a cookie, and the content.</summary>
        protected void Finish(Trace trace)
        {
            _client.Finish();
            Settle(trace);
            if (Device.Server.Statistics.Faults != 0 || Device.Server.Clients != 0 || !_client.IsClosed)
            {
                throw new InvalidOperationException($"Faults: {Device.Server.Statistics.Faults}, clients: {Device.Server.Clients}.");
            }

            trace.Outcome = _count < 12 ? 0 : (_received[9] - '0') * 100 + (_received[10] - '0') * 10 + _received[11] - '0';
            ReadOnlySpan<byte> received = _received.AsSpan(0, _count);
            int content = received.IndexOf("\r\n\r\n"u8) + 4;
            HasCookie = received.IndexOf(s_cookie) >= 0;
            HasControl = received.IndexOf("\"control\":true"u8) >= 0;
            trace.Number(HasCookie ? 1 : 0);
            trace.Bytes(_received, content, _count - content);
        }

        protected bool HasCookie { get; private set; }

        protected bool HasControl { get; private set; }

        private void Settle(Trace trace)
        {
            bool moved;
            do
            {
                trace.Steps++;
                moved = Device.Server.Turn(Now);
                _count += _client.Receive(_received, _count, _received.Length - _count);
            }
            while ((moved || _client.Available > 0 || IsComparing) && trace.Steps < 100000);
        }

        /// <summary>Whether a password is being compared; nothing changes for some turns then.</summary>
        protected virtual bool IsComparing => false;
    }
}
