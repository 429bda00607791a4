using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>A client that says what a case wants said, and holds what it hears against the RFC.</summary>
    internal sealed class Peer : IDisposable
    {
        private static readonly UTF8Encoding s_strict = new UTF8Encoding(false, true);

        private readonly ConformanceServer _server;
        private readonly List<ServerFrame> _controls = new List<ServerFrame>();

        public Peer(ConformanceServer server, RawClient link)
        {
            _server = server;
            Link = link;
        }

        public RawClient Link { get; }

        /// <summary>Opens a WebSocket.</summary>
        public void Open(string path = "/echo")
        {
            Send(new Handshake(path).ToBytes());
            ReadAccept();
        }

        /// <summary>Sends bytes as one segment.</summary>
        public void Send(params byte[][] parts)
        {
            byte[] bytes = ClientFrame.Join(parts);
            _server.CountSent(bytes.Length);
            Link.Send(bytes);
        }

        public void Send(string text)
        {
            Send(Encoding.Latin1.GetBytes(text));
        }

        public void SendText(string text)
        {
            Send(Frames.Text(text));
        }

        /// <summary>Sends the same bytes over and over and reads nothing, until the server ends the connection.</summary>
        public void Flood(byte[] bytes)
        {
            const long MostTaken = 1024 * 1024 * 1024;
            try
            {
                for (long sent = 0; sent < MostTaken; sent += bytes.Length)
                {
                    Link.Send(bytes);
                }

                Assert.Fail("The server should have had enough.");
            }
            catch (SocketException)
            {
                // It has.
            }
        }

        /// <summary>Sends bytes cut into segments; the server reads each before it gets the next.</summary>
        public void SendApart(byte[] bytes, params int[] cuts)
        {
            int at = 0;
            foreach (int cut in cuts.Append(bytes.Length))
            {
                if (cut > at)
                {
                    Send(bytes[at..cut]);
                    _server.WaitUntilRead();
                    at = cut;
                }
            }
        }

        /// <summary>Sends bytes one by one; the server reads each before it gets the next.</summary>
        public void SendSingly(byte[] bytes)
        {
            SendApart(bytes, Enumerable.Range(1, bytes.Length - 1).ToArray());
        }

        /// <summary>Reads a response's head, its empty line included.</summary>
        public string ReadHead()
        {
            StringBuilder head = new StringBuilder();
            while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
            {
                head.Append((char)Link.ReadExactly(1)[0]);
            }

            return head.ToString();
        }

        /// <summary>Reads the answer to a handshake with the key of RFC 6455 section 1.3.</summary>
        public string ReadAccept()
        {
            string head = ReadHead();
            Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", head);
            Assert.Contains($"\r\nSec-WebSocket-Accept: {Handshake.SampleAccept}\r\n", head);
            return head;
        }

        /// <summary>Reads a response with Content-Length, or without content.</summary>
        /// <returns>Its head and its content.</returns>
        public string ReadResponse()
        {
            string head = ReadHead();
            const string Field = "\r\nContent-Length: ";
            int at = head.IndexOf(Field, StringComparison.Ordinal);
            if (at < 0)
            {
                return head;
            }

            at += Field.Length;
            return head + Encoding.Latin1.GetString(Link.ReadExactly(int.Parse(head[at..head.IndexOf('\r', at)])));
        }

        /// <summary>Reads a frame, which must be one that a server may send (RFC 6455 sections 5.1, 5.2 and 5.5).</summary>
        public ServerFrame ReadFrame()
        {
            byte[] header = Link.ReadExactly(2);
            Assert.AreEqual(0, header[0] & 0x70, "RSV bits are 0: no extension was agreed on.");
            Assert.AreEqual(0, header[1] & 0x80, "A server does not mask.");
            bool isFinal = (header[0] & 0x80) != 0;
            int opCode = header[0] & 15;
            ulong length = header[1];
            if (length >= 126)
            {
                bool isShort = length == 126;
                length = 0;
                foreach (byte b in Link.ReadExactly(isShort ? 2 : 8))
                {
                    length = length << 8 | b;
                }

                Assert.IsGreaterThanOrEqualTo(isShort ? 126UL : 65536UL, length, "A length has its shortest form.");
                Assert.IsLessThanOrEqualTo((ulong)long.MaxValue, length);
            }

            if (opCode >= 8)
            {
                Assert.IsTrue(opCode <= 10, $"Opcode {opCode} is reserved.");
                Assert.IsTrue(isFinal, "A control frame is not fragmented.");
                Assert.IsLessThanOrEqualTo(125UL, length, "A control frame's payload has at most 125 bytes.");
            }
            else
            {
                Assert.IsTrue(opCode <= 2, $"Opcode {opCode} is reserved.");
            }

            return new ServerFrame(isFinal, opCode, Link.ReadExactly((int)length));
        }

        /// <summary>Reads a message, whose fragments must follow RFC 6455 section 5.4, and keeps control frames that come between.</summary>
        public ServerFrame ReadMessage()
        {
            using MemoryStream payload = new MemoryStream();
            int type = -1;
            while (true)
            {
                ServerFrame frame = ReadFrame();
                if (frame.OpCode >= 8)
                {
                    _controls.Add(frame);
                    Assert.AreNotEqual(ClientFrame.Close, frame.OpCode, $"Close came instead of a message: {Describe(frame)}");
                    continue;
                }

                Assert.AreEqual(type >= 0, frame.OpCode == ClientFrame.Continuation, "The first fragment has the type, and no other.");
                type = type < 0 ? frame.OpCode : type;
                payload.Write(frame.Payload);
                if (frame.IsFinal)
                {
                    return new ServerFrame(true, type, payload.ToArray());
                }
            }
        }

        /// <summary>Control frames that came while a message was read.</summary>
        public ServerFrame[] TakeControls()
        {
            ServerFrame[] controls = _controls.ToArray();
            _controls.Clear();
            return controls;
        }

        public void ExpectMessage(int type, byte[] payload)
        {
            ServerFrame message = ReadMessage();
            Assert.AreEqual(type, message.OpCode);
            CollectionAssert.AreEqual(payload, message.Payload);
        }

        public void ExpectText(string text)
        {
            ServerFrame message = ReadMessage();
            Assert.AreEqual(ClientFrame.Text, message.OpCode);
            Assert.AreEqual(text, s_strict.GetString(message.Payload));
        }

        /// <summary>Reads pieces of a message that has not ended, until so many bytes have come.</summary>
        public void ExpectPieces(byte[] payload)
        {
            using MemoryStream pieces = new MemoryStream();
            while (pieces.Length < payload.Length)
            {
                ServerFrame frame = ReadFrame();
                Assert.IsLessThan(8, frame.OpCode, $"A control frame came instead of a piece: {Describe(frame)}");
                Assert.IsFalse(frame.IsFinal);
                pieces.Write(frame.Payload);
            }

            CollectionAssert.AreEqual(payload, pieces.ToArray());
        }

        public void ExpectPong(byte[] payload)
        {
            ServerFrame frame = ReadFrame();
            Assert.AreEqual(ClientFrame.Pong, frame.OpCode);
            CollectionAssert.AreEqual(payload, frame.Payload);
        }

        /// <summary>Makes sure that all is well: the server has sent nothing else, hears, and answers.</summary>
        public void ExpectSilence()
        {
            byte[] mark = Encoding.ASCII.GetBytes("nothing else");
            Send(Frames.Masked(ClientFrame.Ping, mark));
            ExpectPong(mark);
        }

        /// <summary>Reads a Close.</summary>
        /// <returns>Its status, or 1005 when it has none.</returns>
        public int ExpectClose()
        {
            return ExpectClose(out _);
        }

        /// <summary>Reads a Close (RFC 6455 section 5.5.1).</summary>
        public int ExpectClose(out string reason)
        {
            ServerFrame frame = ReadFrame();
            Assert.AreEqual(ClientFrame.Close, frame.OpCode, Describe(frame));
            reason = "";
            if (frame.Payload.Length == 0)
            {
                return 1005;
            }

            Assert.IsGreaterThanOrEqualTo(2, frame.Payload.Length, "A Close has a status of two bytes or none.");
            reason = s_strict.GetString(frame.Payload, 2, frame.Payload.Length - 2);
            return frame.Payload[0] << 8 | frame.Payload[1];
        }

        /// <summary>The server sends nothing more and ends the TCP connection first, with FIN (RFC 6455 section 7.1.1).</summary>
        public void ExpectEnd()
        {
            Assert.AreEqual("", Convert.ToHexString(Link.ReadToEnd()), "Nothing follows.");
            Assert.IsFalse(Link.WasReset, "The end should have been FIN.");
        }

        /// <summary>
        /// The server fails the connection (RFC 6455 section 7.1.7): it sends Close with a status and a reason, takes no notice
        /// of anything that follows, and ends.
        /// </summary>
        public void ExpectFailure(int status)
        {
            Assert.AreEqual(status, ExpectClose(out string reason));
            Assert.AreNotEqual("", reason, "The Close should give its reason.");
            Send(Frames.Masked(ClientFrame.Ping, new byte[1]), Frames.Text("ignored"), Frames.Close(1000));
            _server.WaitUntilRead();
            Link.Finish();
            ExpectEnd();
        }

        /// <summary>Ends with a closing handshake that the client begins, which shows that the connection works.</summary>
        public void Close()
        {
            Send(Frames.Close(1000));
            Assert.AreEqual(1000, ExpectClose());
            ExpectEnd();
        }

        public void Dispose()
        {
            Link.Dispose();
        }

        private static string Describe(ServerFrame frame)
        {
            return $"opcode {frame.OpCode}, {Convert.ToHexString(frame.Payload)}, {Encoding.Latin1.GetString(frame.Payload)}";
        }
    }
}
