using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// A path that sends Server-Sent Events (HTML section 9.2) to all clients that ask for it. An event that finds no room in a client's send buffer is dropped for that
    /// client and counted.
    /// </summary>
    public sealed class EventStream : Resource
    {
        // Made once: on nanoFramework a literal makes an object each time it is used.
        private static readonly string s_event = "event: ";
        private static readonly string s_data = "data: ";
        private static readonly string s_comment = ":\n\n";
        private static readonly char[] s_lineEnds = { '\r', '\n' };

        // A chunk's and the last chunk's bytes, and a head's that has not been sent yet.
        private const int Overhead = 320;

        private readonly Response[] _clients;
        private readonly ByteWriter _event;

        /// <summary>Makes a stream without clients.</summary>
        /// <param name="slots">The server's slots.</param>
        /// <param name="sendBuffer">The send buffer of a slot.</param>
        internal EventStream(int slots, int sendBuffer)
            : base(RequestMethod.Get)
        {
            _clients = new Response[slots];
            _event = new ByteWriter(new byte[sendBuffer - Overhead]);
        }

        /// <summary>How many clients there are.</summary>
        public int Count { get; private set; }

        /// <summary>How many events have been dropped, over all clients.</summary>
        public long Lost { get; private set; }

        /// <summary>Is called when a client has begun to listen; null, the default, for nobody. What it sends goes to all clients.</summary>
        public StreamHandler OnOpened { get; set; }

        /// <summary>Sends an event to all clients.</summary>
        /// <param name="data">The data; each of its lines is a field of its own.</param>
        /// <returns>How many clients got it.</returns>
        /// <exception cref="ArgumentException">The event is longer than the send buffer less 320 bytes.</exception>
        public int Send(string data)
        {
            return Send(null, data);
        }

        /// <summary>Sends an event of a type to all clients.</summary>
        /// <param name="type">The type, which a page listens to; null for message.</param>
        /// <param name="data">The data; each of its lines is a field of its own.</param>
        /// <returns>How many clients got it.</returns>
        /// <exception cref="ArgumentException">The event is longer than the send buffer less 320 bytes, or the type has a line end.</exception>
        public int Send(string type, string data)
        {
            ByteWriter output = _event;
            output.Clear();
            if (type != null)
            {
                if (type.IndexOfAny(s_lineEnds) >= 0)
                {
                    throw new ArgumentException("The type of an event has no line end.");
                }

                output.WriteText(s_event);
                output.WriteText(type);
                output.Write((byte)'\n');
            }

            int start = 0;
            int end;
            while ((end = data.IndexOfAny(s_lineEnds, start)) >= 0)
            {
                WriteLine(data.Substring(start, end - start));
                start = end + (data[end] == '\r' && end + 1 < data.Length && data[end + 1] == '\n' ? 2 : 1);
            }

            WriteLine(start == 0 ? data : data.Substring(start));
            output.Write((byte)'\n');
            if (output.Overflowed)
            {
                throw new ArgumentException("An event has at most " + output.Buffer.Length.ToString() + " bytes: raise ServerOptions.SendBuffer.");
            }

            return Broadcast(true);
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Response response = exchange._response;

            // The stream ends with its connection.
            response.KeepAlive = false;
            response.Begin(HttpStatus.Ok);
            response.AddField("Content-Type", "text/event-stream");

            // Intermediaries that buffer or compress would hold the events back.
            response.AddField("Cache-Control", "no-cache, no-transform");
            response.AddField("X-Accel-Buffering", "no");
            response.BeginContent();
            if (!response.HasContent)
            {
                response.End();
                return;
            }

            _clients[exchange.Slot] = response;
            Count++;
            if (OnOpened != null)
            {
                OnOpened(this);
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            if (exchange.MustEnd)
            {
                Remove(exchange.Slot);
                exchange._response.End();
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            Remove(exchange.Slot);
        }

        /// <summary>Sends a comment, which a client ignores, so that a client that has vanished is noticed.</summary>
        internal void Ping()
        {
            _event.Clear();
            _event.WriteText(s_comment);
            Broadcast(false);
        }

        private int Broadcast(bool isCounted)
        {
            int sent = 0;
            int count = _event.Count;
            for (int i = 0; i < _clients.Length; i++)
            {
                Response response = _clients[i];
                if (response == null)
                {
                    continue;
                }

                if (response.Room >= count)
                {
                    response.Write(_event.Buffer, 0, count);
                    sent++;
                }
                else if (isCounted)
                {
                    Lost++;
                }
            }

            return sent;
        }

        private void WriteLine(string line)
        {
            _event.WriteText(s_data);
            _event.WriteText(line);
            _event.Write((byte)'\n');
        }

        private void Remove(int slot)
        {
            if (_clients[slot] != null)
            {
                _clients[slot] = null;
                Count--;
            }
        }
    }
}
