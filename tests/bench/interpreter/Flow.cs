using System;
using System.Text;

namespace Nano.Bench
{
    /// <summary>A request of a client, or a message on an open WebSocket.</summary>
    internal sealed class Flow
    {
        private Flow(string name, byte[] opening, byte[] asked)
        {
            Name = name;
            Opening = opening;
            Asked = asked;
        }

        /// <summary>
        /// The method and the route's template, such as "GET /api/state", or the format and the command, such as "JSON set". Further words are in
        /// brackets.
        /// </summary>
        public string Name { get; }

        /// <summary>Bytes that are sent first and not measured; null for none.</summary>
        public byte[] Opening { get; }

        /// <summary>Bytes that are then sent and measured.</summary>
        public byte[] Asked { get; }

        /// <summary>Creates a request of Chrome with a session's cookie and content.</summary>
        /// <param name="name">The method, the route's template and optional words in brackets.</param>
        /// <param name="path">Path and query of the request target.</param>
        /// <param name="fields">Further field lines, each with CR LF.</param>
        /// <param name="content">The content; empty when there is none.</param>
        public static Flow OfRequest(string name, string path, string fields, string content)
        {
            string method = name.Substring(0, name.IndexOf(' '));
            byte[] bytes = Encoding.UTF8.GetBytes(content);
            string length = bytes.Length > 0 ? "Content-Length: " + bytes.Length.ToString() + "\r\n" : "";
            return new Flow(name, null, Encoding.UTF8.GetBytes(Requests.Of(method, path, fields + length) + content));
        }

        /// <summary>Creates an opening handshake. The measurement includes the first messages of the server.</summary>
        /// <param name="name">The method, the route's template and optional words in brackets.</param>
        /// <param name="opening">The request that opens the WebSocket.</param>
        public static Flow OfMessage(string name, byte[] opening)
        {
            return new Flow(name, null, opening);
        }

        /// <summary>Creates a message in one frame with a masking key of zeros.</summary>
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
