using System.Text;
using Nano.Firmware.Mqtt;
using Nano.Web.Text;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Notes what a session tells, and publishes and subscribes from inside its calls.</summary>
    internal sealed class MqttRecorder : MqttHandler
    {
        /// <summary>The filters of the SUBSCRIBE that follows CONNACK.</summary>
        public const int Filters = 3;

        /// <summary>The most messages that it publishes.</summary>
        public const int MostMessages = 100;

        private static readonly byte[][] s_filters = { MqttOptions.EncodeTopic("a"), MqttOptions.EncodeTopic("b"), MqttOptions.EncodeTopic("c") };

        private readonly byte[] _topic = MqttOptions.EncodeTopic("t");
        private int _published;

        public MqttSession Session { get; set; }

        public byte[] Log { get; } = new byte[16384];

        public int Count { get; private set; }

        public void Begin()
        {
            Count = 0;
            _published = 0;
        }

        public override void OnConnected(bool isPresent)
        {
            Note(isPresent ? "C1;" : "C0;");
            Session.Subscribe(s_filters, 1, 0);
            for (int i = 0; i < MqttSession.Window; i++)
            {
                Publish();
            }
        }

        public override void OnMessage(byte[] buffer, int topic, int topicCount, int offset, int count, int flags)
        {
            if ((flags & First) != 0)
            {
                Note("M");
                Log[Count++] = (byte)(flags & 15);
                Add(buffer, topic, topicCount);
                Note("=");
            }

            Add(buffer, offset, count);
            if ((flags & Last) != 0)
            {
                Note(";");
            }
        }

        public override void OnSubscribed(bool areGranted)
        {
            Note(areGranted ? "S1;" : "S0;");
            Session.Unsubscribe(s_filters, 0);
        }

        public override void OnAcknowledged()
        {
            Note("A;");
            Publish();
        }

        public override void OnClosed(MqttReason reason)
        {
            Note("X");
            Log[Count++] = (byte)reason;
        }

        private void Publish()
        {
            if (_published < MostMessages)
            {
                ByteWriter writer = Session.BeginPublish(_topic, _topic.Length, 1, false);
                writer.Write((byte)'x');
                _published += Session.EndPublish() ? 1 : 0;
            }
        }

        private void Note(string text)
        {
            Count += Encoding.Latin1.GetBytes(text, 0, text.Length, Log, Count);
        }

        private void Add(byte[] buffer, int offset, int count)
        {
            System.Array.Copy(buffer, offset, Log, Count, count);
            Count += count;
        }
    }
}
