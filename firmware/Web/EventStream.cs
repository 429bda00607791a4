using System.Text;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Text;
using Nano.Web.WebSockets;

namespace Nano.Firmware.Web
{
    /// <summary>Server-Sent Events (HTML, section 9.2): the same JSON messages as over the WebSocket, each an event of its type.</summary>
    internal static class EventStream
    {
        /// <summary>After how long without another event a comment is sent, in milliseconds: proxies end what is silent.</summary>
        public const int KeepAliveInterval = 15000;

        // The longest framing of a message: event, id and data with their line ends.
        private const int MaximumFraming = 64;

        private static readonly byte[] s_sample = Encoding.UTF8.GetBytes("event: sample\nid: ");
        private static readonly byte[] s_data = Encoding.UTF8.GetBytes("\ndata: ");
        private static readonly byte[] s_event = Encoding.UTF8.GetBytes("event: event\ndata: ");
        private static readonly byte[] s_end = Encoding.UTF8.GetBytes("\n\n");

        /// <summary>Sends a piece of the hello.</summary>
        /// <returns>False when there is no room.</returns>
        public static bool SendPiece(Response response, Subscriber subscriber, int piece, int last)
        {
            if (response.Room < MessageFormat.MaximumPiece + MaximumFraming)
            {
                return false;
            }

            ByteWriter writer = response.BeginPiece();
            int start = writer.Count;
            if (piece == 0)
            {
                writer.WriteText("retry: 2000\nevent: hello\ndata: ");
            }

            subscriber.WritePiece(piece, writer);
            if (piece == last)
            {
                writer.Write(s_end, 0, s_end.Length);
            }

            response.EndPiece(writer.Count - start);
            return true;
        }

        /// <summary>Sends a message that was prepared as a frame.</summary>
        /// <returns>False when there is no room.</returns>
        public static bool TrySend(Response response, PreparedMessage message, bool isSample, long sequence)
        {
            if (response.Room < message.Count + MaximumFraming)
            {
                return false;
            }

            // The frame's header is 2 or 4 bytes (RFC 6455 section 5.2): a message of ours is shorter than 64 KB.
            int offset = message.Offset;
            int header = message.Buffer[offset + 1] == 126 ? 4 : 2;
            ByteWriter writer = response.BeginPiece();
            int start = writer.Count;
            if (isSample)
            {
                writer.Write(s_sample, 0, s_sample.Length);
                writer.WriteNumber(sequence);
                writer.Write(s_data, 0, s_data.Length);
            }
            else
            {
                writer.Write(s_event, 0, s_event.Length);
            }

            writer.Write(message.Buffer, offset + header, message.Count - header);
            writer.Write(s_end, 0, s_end.Length);
            response.EndPiece(writer.Count - start);
            return true;
        }

        /// <summary>Sends a comment, if there is room: what waits is a sign of life too.</summary>
        public static void KeepAlive(Response response)
        {
            if (response.Room > s_end.Length)
            {
                ByteWriter writer = response.BeginPiece();
                int start = writer.Count;
                writer.Write((byte)':');
                writer.Write(s_end, 0, s_end.Length);
                response.EndPiece(writer.Count - start);
            }
        }
    }
}
