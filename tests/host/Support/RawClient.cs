using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Support
{
    /// <summary>A TCP client that sends the bytes of the test unchanged.</summary>
    internal sealed class RawClient : IDisposable
    {
        private readonly Socket _socket;

        public RawClient(int port, int receiveBuffer = 0)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = Until.Patience,
                SendTimeout = Until.Patience,
            };
            if (receiveBuffer > 0)
            {
                _socket.ReceiveBufferSize = receiveBuffer;
            }

            _socket.Connect(IPAddress.Loopback, port);
        }

        /// <summary>Whether the server's end came as RST, known after <see cref="ReadToEnd"/>.</summary>
        public bool WasReset { get; private set; }

        /// <summary>How many bytes it has sent.</summary>
        public long Sent { get; private set; }

        /// <summary>Connects and opens a WebSocket.</summary>
        public static RawClient OpenWebSocket(int port, string path = "/ws")
        {
            RawClient client = new RawClient(port);
            client.OpenWebSocket(path);
            return client;
        }

        /// <summary>Opens a WebSocket with the key of RFC 6455 section 1.3, and checks the answer.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="fields">The fields that ask for it, each line ended.</param>
        public void OpenWebSocket(string path = "/ws", string fields = "Upgrade: websocket\r\nConnection: Upgrade\r\n")
        {
            Send($"GET {path} HTTP/1.1\r\nHost: a\r\n{fields}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
            string head = ReadHead();
            Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", head);
            Assert.Contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head);
        }

        public void Send(string text)
        {
            Send(Encoding.Latin1.GetBytes(text));
        }

        public void Send(byte[] bytes)
        {
            for (int sent = 0; sent < bytes.Length;)
            {
                sent += _socket.Send(bytes, sent, bytes.Length - sent, SocketFlags.None);
            }

            Sent += bytes.Length;
        }

        /// <summary>Sends FIN; the server's bytes can still be read.</summary>
        public void Finish()
        {
            _socket.Shutdown(SocketShutdown.Send);
        }

        /// <summary>Sends RST.</summary>
        public void Reset()
        {
            _socket.LingerState = new LingerOption(true, 0);
            _socket.Close();
        }

        /// <summary>Reads a response's head, its empty line included.</summary>
        public string ReadHead()
        {
            List<byte> head = new List<byte>();
            byte[] one = new byte[1];
            while (head.Count < 4 || head[^4] != '\r' || head[^3] != '\n' || head[^2] != '\r' || head[^1] != '\n')
            {
                ReadExactly(one, 1);
                head.Add(one[0]);
            }

            return Encoding.Latin1.GetString(head.ToArray());
        }

        /// <summary>Reads a response whose length its head says.</summary>
        public (string Head, byte[] Content) ReadResponse()
        {
            string head = ReadHead();
            const string Field = "\r\nContent-Length: ";
            int at = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return (head, Array.Empty<byte>());
            }

            at += Field.Length;
            return (head, ReadExactly(int.Parse(head[at..head.IndexOf('\r', at)])));
        }

        public byte[] ReadExactly(int count)
        {
            byte[] bytes = new byte[count];
            ReadExactly(bytes, count);
            return bytes;
        }

        /// <summary>Reads into a caller's buffer: nothing is allocated.</summary>
        public void ReadExactly(byte[] buffer, int count)
        {
            for (int read = 0; read < count;)
            {
                int part = _socket.Receive(buffer, read, count - read, SocketFlags.None);
                if (part == 0)
                {
                    throw new EndOfStreamException($"The server ended the connection after {read} of {count} bytes.");
                }

                read += part;
            }
        }

        /// <summary>Reads until the server ends the connection, and notes how.</summary>
        public byte[] ReadToEnd()
        {
            using MemoryStream all = new MemoryStream();
            byte[] buffer = new byte[65536];
            try
            {
                while (true)
                {
                    int part = _socket.Receive(buffer);
                    if (part == 0)
                    {
                        return all.ToArray();
                    }

                    all.Write(buffer, 0, part);
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                WasReset = true;
                return all.ToArray();
            }
        }

        /// <summary>Reads an unmasked frame of up to 65,535 bytes.</summary>
        public (int OpCode, byte[] Payload) ReadFrame()
        {
            return ReadFrame(out _);
        }

        /// <summary>Reads a message, in as many frames as it comes.</summary>
        public byte[] ReadMessage()
        {
            using MemoryStream message = new MemoryStream();
            bool isFinal;
            do
            {
                message.Write(ReadFrame(out isFinal).Payload);
            }
            while (!isFinal);
            return message.ToArray();
        }

        private (int OpCode, byte[] Payload) ReadFrame(out bool isFinal)
        {
            byte[] header = ReadExactly(2);
            isFinal = (header[0] & 0x80) != 0;
            int count = header[1];
            if (count == 126)
            {
                byte[] length = ReadExactly(2);
                count = length[0] << 8 | length[1];
            }

            return (header[0] & 15, ReadExactly(count));
        }

        public void Dispose()
        {
            _socket.Dispose();
        }
    }
}
