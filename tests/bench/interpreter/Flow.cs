using System;
using System.Text;

namespace Nano.Bench
{
    /// <summary>One thing that a client asks of the board: a request, or a message over a WebSocket that is open.</summary>
    internal sealed class Flow
    {
        private Flow(string name, byte[] opening, byte[] asked)
        {
            Name = name;
            Opening = opening;
            Asked = asked;
        }

        /// <summary>The method and the route's template, as in "GET /api/state", or the format and the command, as in "JSON set"; more words may follow in brackets.</summary>
        public string Name { get; }

        /// <summary>Sent first, and not measured; null for nothing.</summary>
        public byte[] Opening { get; }

        /// <summary>Sent then, and measured.</summary>
        public byte[] Asked { get; }

        /// <summary>A request of Chrome's, with the session of the board's page and content that a page sends.</summary>
        /// <param name="name">The method, the route's template and perhaps more.</param>
        /// <param name="path">The path and the query.</param>
        /// <param name="fields">More field lines, each ended.</param>
        /// <param name="content">The content; empty for none.</param>
        public static Flow OfRequest(string name, string path, string fields, string content)
        {
            string method = name.Substring(0, name.IndexOf(' '));
            byte[] bytes = Encoding.UTF8.GetBytes(content);
            string length = bytes.Length > 0 ? "Content-Length: " + bytes.Length.ToString() + "\r\n" : "";
            return new Flow(name, null, Encoding.UTF8.GetBytes(Requests.Of(method, path, fields + length) + content));
        }

        /// <summary>The opening of a WebSocket, with all that the server sends by itself.</summary>
        /// <param name="name">The method, the route's template and perhaps more.</param>
        /// <param name="opening">The request that opens it.</param>
        public static Flow OfMessage(string name, byte[] opening)
        {
            return new Flow(name, null, opening);
        }

        /// <summary>A message in one frame, masked with zeroes.</summary>
        /// <param name="name">The format and the command.</param>
        /// <param name="opening">The request that opens the WebSocket.</param>
        /// <param name="first">The frame's first byte.</param>
        /// <param name="message">The message.</param>
        public static Flow OfMessage(string name, byte[] opening, byte first, byte[] message)
        {
            int header = message.Length > 125 ? 8 : 6;
            byte[] frame = new byte[header + message.Length];
            frame[0] = first;
            frame[1] = (byte)(0x80 | message.Length);
            if (message.Length > 125)
            {
                frame[1] = 0x80 | 126;
                frame[2] = (byte)(message.Length >> 8);
                frame[3] = (byte)message.Length;
            }

            Array.Copy(message, 0, frame, header, message.Length);
            return new Flow(name, opening, frame);
        }
    }
}
