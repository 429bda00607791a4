using System;
using Nano.Firmware.Network;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A port whose datagrams come from the test and go to it.</summary>
    internal sealed class TestPort : DatagramPort
    {
        private bool _isOpen;

        /// <summary>The datagram that has arrived; null for none.</summary>
        public byte[] Arrived;

        /// <summary>The datagram sent last; null for none.</summary>
        public byte[] Sent;

        /// <summary>How many have been sent, to all and to one.</summary>
        public int Count;

        /// <summary>How many of them were for the sender of the datagram before alone.</summary>
        public int Replies;

        /// <summary>The port that datagrams come from.</summary>
        public int From = 5353;

        /// <summary>Whether there is no socket for it.</summary>
        public bool IsRefused { get; set; }

        public override bool IsOpen => _isOpen;

        public override int SenderPort => From;

        public override bool Open()
        {
            Assert.IsFalse(_isOpen);
            _isOpen = !IsRefused;
            return _isOpen;
        }

        public override int Receive(byte[] buffer)
        {
            Assert.IsTrue(_isOpen);
            if (Arrived == null)
            {
                return 0;
            }

            int count = Arrived.Length < buffer.Length ? Arrived.Length : buffer.Length;
            Array.Copy(Arrived, buffer, count);
            Arrived = null;
            return count;
        }

        public override void Send(byte[] buffer, int count)
        {
            Assert.IsTrue(_isOpen);
            Sent = Bytes.Slice(buffer, 0, count);
            Count++;
        }

        public override void Reply(byte[] buffer, int count)
        {
            Send(buffer, count);
            Replies++;
        }

        public override void Close()
        {
            Assert.IsTrue(_isOpen);
            _isOpen = false;
        }
    }
}
