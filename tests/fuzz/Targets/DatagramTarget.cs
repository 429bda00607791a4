using System;
using Nano.Firmware;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Datagrams: DHCP (RFC 2131) and DNS (RFC 1035). The answer replaces the message, and the rest of the buffer must not change.</summary>
    internal abstract class DatagramTarget : Target
    {
        private readonly byte[] _message = new byte[MulticastResponder.MaximumMessage + 1];

        public override bool BeginsAtZero => true;

        public sealed override void Run(Feed feed, Trace trace)
        {
            feed.All();
            trace.Steps++;
            Array.Fill(_message, feed.Poison);
            Array.Copy(feed.Buffer, _message, feed.Count);
            int count = Answer(_message, feed.Count, trace);
            trace.Number(count);
            trace.Bytes(_message, 0, count);
            trace.Outcome = count > 0 ? 1 : 0;
            for (int i = Math.Max(feed.Count, MaximumReply); i < _message.Length; i++)
            {
                if (_message[i] != feed.Poison)
                {
                    throw new InvalidOperationException($"The byte {i} after the answer has changed.");
                }
            }
        }

        protected abstract int MaximumReply { get; }

        protected abstract int Answer(byte[] message, int count, Trace trace);
    }

    internal sealed class DhcpTarget : DatagramTarget
    {
        private readonly byte[] _first = new byte[MulticastResponder.MaximumMessage];
        private DhcpServer _server;

        public override string Name => "dhcp";

        public override int MaximumLength => 548;

        public override string[] Words => new[] { "\x35\x01\x01", "\x35\x01\x03", "\x32\x04\xC0\xA8\x04\x02", "\x36\x04\xC0\xA8\x04\x01", "\xFF", "\0\0\0\0", "\x35", "\x63\x82\x53\x63" };

        protected override int MaximumReply => DhcpServer.ReplyLength;

        public override void Generate(Chance chance, Input into)
        {
            into.Add("\x01\x01\x06\0").Add(chance.Text("\x01\x02\x03\x04", 4)).Add("\0\0").Add(chance.OneIn(2) ? "\x80\0" : "\0\0");
            into.Add(chance.OneIn(4) ? "\xC0\xA8\x04\x02" : "\0\0\0\0").Add(new byte[12]).Add(chance.Text("\x02\x0A\x0B", 6)).Add(new byte[10 + 192]);
            into.Add("\x63\x82\x53\x63");
            into.Add("\x35\x01").Add(chance.Pick("\x01", "\x03", "\x03", "\x08", "\x04", "\x07"));
            for (int i = chance.Next(5); i > 0; i--)
            {
                switch (chance.Next(5))
                {
                    case 0: into.Add("\x32\x04\xC0\xA8\x04").Add(chance.Next(12)); break;
                    case 1: into.Add("\x36\x04\xC0\xA8\x04").Add(chance.OneIn(3) ? 9 : 1); break;
                    case 2: into.Add("\x0C\x03pho"); break;
                    case 3: into.Add("\0"); break;
                    default: into.Add(chance.Next(255)).Add(chance.Next(chance.OneIn(8) ? 256 : 8)); break;
                }
            }

            into.Add(chance.OneIn(8) ? "" : "\xFF");
        }

        public override void Prepare(Feed feed)
        {
            _server = new DhcpServer();
            _server.SetAddress("192.168.4.1");
        }

        protected override int Answer(byte[] message, int count, Trace trace)
        {
            // The first answer changes the leases of the server, which may change the second answer.
            Array.Copy(message, _first, count);
            trace.Bytes(_first, 0, _server.Answer(_first, count));
            return _server.Answer(message, count);
        }
    }

    internal sealed class NameTarget : DatagramTarget
    {
        private readonly NameServer _server = new NameServer();
        private readonly MulticastResponder _responder = new MulticastResponder(new Identity("nano", Device.Version, "nano-1a2b3c"), "nano", 80, false);
        private readonly bool _isPortal;

        public NameTarget(bool isPortal)
        {
            _isPortal = isPortal;
            _server.SetAddress("192.168.4.1");
            _responder.SetAddress("192.168.4.1");
        }

        public override string Name => _isPortal ? "dns" : "mdns";

        public override int MaximumLength => 512;

        public override string[] Words => new[] { "\x04nano\x05local\0", "\x05_http\x04_tcp\x05local\0", "\x05_nano\xC0\x0C", "\0\x0C\0\x01", "\0\x21\0\x01", "\0\x01\0\x01", "\0\xFF\x80\x01", "\xC0\x0C", "\0", "\x3F", "\x40", "\xC0" };

        protected override int MaximumReply => _isPortal ? NameServer.MaximumReply : MulticastResponder.MaximumMessage;

        public override void Generate(Chance chance, Input into)
        {
            int questions = chance.Next(4);
            into.Add(chance.Text("\0\x01\xFF", 2)).Add(chance.OneIn(8) ? 0x84 : chance.Next(2)).Add(0).Add(0).Add(questions).Add(new byte[6]);
            for (int i = 0; i < questions; i++)
            {
                switch (chance.Next(4))
                {
                    case 0:
                        into.Add(chance.OneIn(3) ? "" : "\x04" + chance.Pick("nano", "NANO", "mano"));
                        into.Add(chance.Pick("", "\x05_http\x04_tcp", "\x05_nano\x04_tcp", "\x09_services\x07_dns-sd\x04_udp") + "\x05local\0");
                        break;
                    case 1: into.Add("\xC0\x0C"); break;
                    default:
                        for (int labels = chance.Next(5); labels > 0; labels--)
                        {
                            string label = chance.Text("abc-", 1 + chance.Next(chance.OneIn(6) ? 63 : 8));
                            into.Add(label.Length).Add(label);
                        }

                        into.Add(0);
                        break;
                }

                into.Add(chance.Pick("\0\x01", "\0\x01", "\0\xFF", "\0\x1C", "\0\x0C")).Add(chance.Pick("\0\x01", "\x80\x01", "\0\xFF", "\0\x03"));
            }
        }

        protected override int Answer(byte[] message, int count, Trace trace)
        {
            if (_isPortal)
            {
                return _server.Answer(message, count);
            }

            // The message is also read as another host's claim, during the probes and after them.
            trace.Number((int)_responder.Hear(message, count, true));
            trace.Number((int)_responder.Hear(message, count, false));
            return _responder.Answer(message, count, count % 3 == 0);
        }
    }
}
