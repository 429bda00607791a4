using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>
    /// The first message to every client, in pieces that are small however many channels there are:
    /// {"type":"hello","board":…,"firmware":…,"interval":100,"channels":[…]}.
    /// </summary>
    internal sealed class Hello
    {
        private static readonly byte[] s_end = Encoding.UTF8.GetBytes("]}");

        private readonly Board _board;
        private readonly byte[] _head;

        /// <summary>Encodes what does not change.</summary>
        /// <param name="board">Whose channels it lists.</param>
        /// <param name="identity">The members "board" and "firmware".</param>
        /// <param name="interval">The interval that clients begin with, in milliseconds.</param>
        public Hello(Board board, byte[] identity, int interval)
        {
            _board = board;
            ByteWriter writer = new ByteWriter(new byte[Identity.MaximumLength + 64]);
            writer.WriteAscii("{\"type\":\"hello\",");
            writer.Write(identity, 0, identity.Length);
            writer.WriteAscii(",\"interval\":");
            writer.WriteNumber(interval);
            writer.WriteAscii(",\"channels\":[");
            _head = new byte[writer.Count];
            System.Array.Copy(writer.Buffer, _head, _head.Length);
        }

        /// <summary>How many pieces it has: one, and one for each channel.</summary>
        public int Count => _board.Count + 1;

        /// <summary>Writes a piece of at most 256 bytes.</summary>
        public void Write(int index, ByteWriter writer)
        {
            if (index == 0)
            {
                writer.Write(_head, 0, _head.Length);
            }
            else
            {
                _board.Write(index - 1, writer);
            }

            if (index == _board.Count)
            {
                writer.Write(s_end, 0, s_end.Length);
            }
        }
    }
}
