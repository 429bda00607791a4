using System.Text;
using Nano.Firmware.Mqtt;
using Nano.Tests.Unit.Support;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Mqtt
{
    /// <summary>A session in memory with a broker that the test plays: bytes in, bytes and a log out, and a time that stands still until the test moves it.</summary>
    internal sealed class MqttScript : MqttHandler
    {
        /// <summary>The size of the receive buffer.</summary>
        public const int Capacity = 64;

        private readonly byte[] _received = new byte[Capacity];
        private readonly ByteWriter _output = new ByteWriter(new byte[256]);
        private readonly StringBuilder _log = new StringBuilder();
        private int _count;

        public MqttScript()
            : this(new MqttOptions { ClientId = Encoding.UTF8.GetBytes("c"), KeepAlive = 30, Timeout = 10000 })
        {
        }

        public MqttScript(MqttOptions options)
        {
            Session = new MqttSession(options, this, _output, 128, Capacity, 8);
        }

        public MqttSession Session { get; }

        /// <summary>The time in milliseconds.</summary>
        public long Now { get; set; } = 1000;

        /// <summary>Whether the log has the lengths of a long message's pieces instead of the pieces.</summary>
        public bool HidesPieces { get; set; }

        /// <summary>Opens a connection that the broker accepts.</summary>
        public static MqttScript Connected()
        {
            MqttScript script = new MqttScript();
            script.Accept(false);
            return script;
        }

        /// <summary>Opens a connection, which the broker accepts, and forgets CONNECT and the log.</summary>
        public void Accept(bool isPresent)
        {
            Session.Open(Now);
            Sent();
            Receive(isPresent ? "<20><02><01><00>" : "<20><02><00><00>");
            TakeLog();
        }

        /// <summary>The broker sends bytes.</summary>
        public void Receive(string bytes)
        {
            Receive(Bytes.Of(bytes));
        }

        /// <summary>The broker sends bytes.</summary>
        public void Receive(byte[] bytes)
        {
            Receive(bytes, 0, bytes.Length);
        }

        /// <summary>The broker sends bytes, which arrive in as large pieces as the buffer takes.</summary>
        public void Receive(byte[] bytes, int offset, int count)
        {
            while (count > 0 && Session.State != MqttState.Closed)
            {
                int part = Capacity - _count < count ? Capacity - _count : count;
                Assert.IsTrue(part > 0, "The session takes nothing of a full buffer.");
                System.Array.Copy(bytes, offset, _received, _count, part);
                _count += part;
                offset += part;
                count -= part;
                Take();
            }
        }

        /// <summary>Has the session take what has arrived and not been taken.</summary>
        public void Take()
        {
            int taken = Session.Receive(_received, 0, _count, Now);
            _count -= taken;
            System.Array.Copy(_received, taken, _received, 0, _count);
        }

        /// <summary>What the session has written since the last call, as <see cref="Bytes.Text(byte[])"/> shows it.</summary>
        public string Sent()
        {
            string text = Bytes.Text(_output.Buffer, _output.Start, _output.Count);
            _output.Consume(_output.Count);
            return text;
        }

        /// <summary>Sends what the session has written, which nobody wants to know.</summary>
        public void Drain()
        {
            _output.Consume(_output.Count);
            _log.Clear();
        }

        /// <summary>What the session has told since the last call.</summary>
        public string TakeLog()
        {
            string log = _log.ToString();
            _log.Clear();
            return log;
        }

        /// <summary>Publishes a message.</summary>
        public bool Publish(string topic, string payload, int quality)
        {
            byte[] encoded = MqttOptions.EncodeTopic(topic);
            ByteWriter writer = Session.BeginPublish(encoded, encoded.Length, quality, false);
            if (writer == null)
            {
                return false;
            }

            writer.WriteText(payload);
            return Session.EndPublish();
        }

        /// <summary>Subscribes to filters, each of one letter.</summary>
        public bool Subscribe(string letters)
        {
            return Session.Subscribe(Filters(letters), 1, Now);
        }

        /// <summary>Takes filters back.</summary>
        public bool Unsubscribe(string letters)
        {
            return Session.Unsubscribe(Filters(letters), Now);
        }

        /// <summary>Lets time pass.</summary>
        public void Wait(int milliseconds)
        {
            Now += milliseconds;
            Session.Tick(Now);
        }

        public override void OnConnected(bool isPresent)
        {
            Note(isPresent ? "connected(present)" : "connected");
        }

        public override void OnMessage(byte[] buffer, int topic, int topicCount, int offset, int count, int flags)
        {
            string text = (flags & First) != 0 ? Bytes.Text(buffer, topic, topicCount) + "=" : "";
            text += HidesPieces ? "" : Bytes.Text(buffer, offset, count);
            if ((flags & First) != 0)
            {
                Note("");
                text += (flags & Retained) != 0 ? "(retained)" : "";
                text += (flags & Duplicate) != 0 ? "(duplicate)" : "";
            }

            _log.Append(text + ((flags & Last) != 0 ? "." : ""));
        }

        public override void OnSubscribed(bool areGranted)
        {
            Note(areGranted ? "granted" : "refused");
        }

        public override void OnAcknowledged()
        {
            Note("acknowledged");
        }

        public override void OnClosed(MqttReason reason)
        {
            Note("closed(" + (int)reason + (reason == MqttReason.ProtocolError ? " " + Session.Section : "") + ")");
        }

        private static byte[][] Filters(string letters)
        {
            byte[][] filters = new byte[letters.Length][];
            for (int i = 0; i < letters.Length; i++)
            {
                filters[i] = MqttOptions.EncodeTopic(letters.Substring(i, 1));
            }

            return filters;
        }

        private void Note(string text)
        {
            _log.Append((_log.Length > 0 ? " " : "") + text);
        }
    }
}
