namespace Nano.Firmware.Mqtt
{
    /// <summary>What an application does with a session. All calls come from whoever gives the session its bytes and its time: the server's loop.</summary>
    public abstract class MqttHandler
    {
        /// <summary>The message was retained: it is older than the subscription (MQTT 3.1.1 section 3.3.1.3).</summary>
        public const int Retained = 1;

        /// <summary>The broker has perhaps delivered the message before (section 3.3.1.1).</summary>
        public const int Duplicate = 8;

        /// <summary>A message begins with the piece.</summary>
        public const int First = 16;

        /// <summary>The message ends with the piece.</summary>
        public const int Last = 32;

        /// <summary>The broker has accepted the connection: messages may be published.</summary>
        /// <param name="isPresent">Whether the broker has kept the session, so that subscriptions still hold (section 3.2.2.2).</param>
        public virtual void OnConnected(bool isPresent)
        {
        }

        /// <summary>
        /// A piece of a message has arrived. A message whose packet fits the receive buffer comes in one piece, with both <see cref="First"/> and
        /// <see cref="Last"/>; a longer one comes in pieces of any size, only the first of which has the topic. The buffer is valid until this returns.
        /// </summary>
        /// <param name="buffer">Holds the topic and the piece.</param>
        /// <param name="topic">Where the topic begins; valid UTF-8 without wildcards and NUL.</param>
        /// <param name="topicCount">Its length in bytes; 0 in pieces behind the first.</param>
        /// <param name="offset">Where the piece begins.</param>
        /// <param name="count">Its length, which may be 0.</param>
        /// <param name="flags"><see cref="Retained"/>, <see cref="Duplicate"/>, <see cref="First"/> and <see cref="Last"/>; the quality of service times 2.</param>
        public virtual void OnMessage(byte[] buffer, int topic, int topicCount, int offset, int count, int flags)
        {
        }

        /// <summary>The broker has answered a SUBSCRIBE.</summary>
        /// <param name="areGranted">Whether it has granted every subscription in it (section 3.9.3).</param>
        public virtual void OnSubscribed(bool areGranted)
        {
        }

        /// <summary>The broker has acknowledged the oldest message of quality of service 1, and there is room for another.</summary>
        public virtual void OnAcknowledged()
        {
        }

        /// <summary>The connection is over, or could not be made.</summary>
        /// <param name="reason">Why.</param>
        public virtual void OnClosed(MqttReason reason)
        {
        }
    }
}
