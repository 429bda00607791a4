using System;
using System.Text;
using Nano.Firmware.Mqtt;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Fuzz.Model;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Text;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Packets of a broker: the session takes and answers them, and publishes and subscribes meanwhile.</summary>
    internal sealed class MqttTarget : Target
    {
        /// <summary>The size of the receive buffer: longer packets come in pieces.</summary>
        public const int Capacity = 48;

        private readonly byte[] _received = new byte[Capacity];
        private readonly ByteWriter _output = new ByteWriter(new byte[2048]);
        private readonly MqttOptions _options = new MqttOptions { ClientId = Encoding.UTF8.GetBytes("c") };
        private readonly MqttRecorder _recorder = new MqttRecorder();
        private readonly byte[] _sent = new byte[8192];
        private readonly MqttModel _model = new MqttModel();
        private MqttSession _session;
        private int _sentCount;

        public override string Name => "mqtt";

        public override int MaximumWork(int count) => 60 * count + 3000;

        public override int MaximumSteps(int count) => 3 * count + 64;

        public override string[] Words => new[]
        {
            "\u0020\u0002\0\0", "\u0020\u0002\u0001\0", "\u0030\u0005\0\u0001abc", "\u0032\u0006\0\u0001a\0\u0009x", "\u0040\u0002\0\u0002", "\u0090\u0005\0\u0001\0\0\0", "\u00B0\u0002\0\u0006", "\u00D0\0", "\u0030\u0080\u0001", "\u0030\u00FF\u00FF\u00FF\u007F", "\0", "\u0080", "#", "\u00C3\u00A9",
        };

        public override string NameOutcome(int outcome) => outcome == 0 ? "open" : "closed for reason " + outcome;

        public override void Generate(Chance chance, Input into)
        {
            into.Add(chance.OneIn(16) ? "\u0020\u0002\u0001\0" : chance.OneIn(24) ? "\u0020\u0002\0" + (char)chance.Next(7) : "\u0020\u0002\0\0");
            bool isSubscribed = false;
            bool isUnsubscribed = false;
            int published = 2;
            for (int packets = 1 + chance.Next(40); packets > 0 && into.Count < MaximumLength; packets--)
            {
                switch (chance.Next(8))
                {
                    case 0:
                        into.Add("\u00D0\0");
                        break;
                    case 1:
                    case 2:
                        into.Add("\u0040\u0002\0").Add(chance.OneIn(4) ? chance.Next(12) : published);
                        published += published == 5 ? 2 : 1;
                        break;
                    case 3 when !isSubscribed:
                        into.Add("\u0090\u0005\0\u0001").Add(chance.Text("\0\u0001\u0002\u0080", 3));
                        isSubscribed = true;
                        break;
                    case 4 when isSubscribed && !isUnsubscribed:
                        into.Add("\u00B0\u0002\0").Add(chance.Next(12));
                        isUnsubscribed = true;
                        break;
                    default:
                        AddMessage(chance, into);
                        break;
                }
            }
        }

        public override void Prepare(Feed feed)
        {
            _output.Clear();
            _session = new MqttSession(_options, _recorder, _output, 64, Capacity, 64);
            _recorder.Session = _session;
            _recorder.Begin();
            _session.Open(0);
            _output.Clear();
            _sentCount = 0;
        }

        public override void Run(Feed feed, Trace trace)
        {
            int at = feed.Offset;
            int count = 0;
            Array.Fill(_received, feed.Poison);
            while (_session.State != MqttState.Closed && feed.More())
            {
                while (at < feed.End && _session.State != MqttState.Closed)
                {
                    int part = Math.Min(Capacity - count, feed.End - at);
                    if (part == 0)
                    {
                        throw new InvalidOperationException("The session takes nothing of a full buffer.");
                    }

                    Array.Copy(feed.Buffer, at, _received, count, part);
                    at += part;
                    count += part;
                    int taken;
                    do
                    {
                        trace.Steps++;
                        taken = _session.Receive(_received, 0, count, 0);
                        count -= taken;
                        Array.Copy(_received, taken, _received, 0, count);
                        Array.Fill(_received, feed.Poison, count, Capacity - count);
                        Array.Copy(_output.Buffer, _output.Start, _sent, _sentCount, _output.Count);
                        _sentCount += _output.Count;
                        _output.Consume(_output.Count);
                    }
                    while (taken > 0 && count > 0 && _session.State != MqttState.Closed);
                }
            }

            trace.Bytes(_recorder.Log, 0, _recorder.Count);
            trace.Bytes(_sent, 0, _sentCount);
            trace.Text(_session.Section ?? "");
            trace.Number(_session.State == MqttState.Closed ? -1 : count);
            trace.Number(_session.Oversized);
            trace.Number(_session.InFlight);
            trace.Outcome = (int)_session.Reason;
        }

        public override string Judge(Input input)
        {
            _model.Run(input.Span.ToArray());
            string log = Encoding.Latin1.GetString(_recorder.Log, 0, _recorder.Count);
            string sent = Encoding.Latin1.GetString(_sent, 0, _sentCount);
            return _model.Fault != null ? _model.Fault
                : log != _model.Log ? $"The session told\n  {Show(log)}\ninstead of\n  {Show(_model.Log)}"
                : sent != _model.Sent ? $"The session sent\n  {Show(sent)}\ninstead of\n  {Show(_model.Sent)}"
                : null;
        }

        private static void AddMessage(Chance chance, Input into)
        {
            int quality = chance.OneIn(24) ? 2 : chance.Next(2);
            string topic = chance.OneIn(20) ? chance.Pick("", "#", "a/+", "\u00C3", "a\0", new string('t', 60)) : chance.Pick("a", "a/b", "\u00C3\u00A9", "nano/x/set");
            string payload = chance.Text("01{}", chance.OneIn(8) ? chance.Next(130) : chance.Next(8));
            int length = 2 + topic.Length + 2 * quality + payload.Length;
            into.Add(0x30 | quality << 1 | (quality > 0 && chance.OneIn(4) ? 8 : 0) | chance.Next(2));
            if (length > 127 || chance.OneIn(20))
            {
                into.Add(length & 127 | 128);
                length >>= 7;
            }

            into.Add(length).Add(0).Add(topic.Length).Add(topic);
            if (quality > 0)
            {
                into.Add(chance.Next(2)).Add(chance.Next(20));
            }

            into.Add(payload);
        }

        private static string Show(string text)
        {
            return Escaped.Write(Encoding.Latin1.GetBytes(text), int.MaxValue);
        }
    }
}
