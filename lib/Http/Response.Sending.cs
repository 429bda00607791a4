using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    // Whole responses: their status, their content and its length in one call.
    public sealed partial class Response
    {
        // Content-Length with the length of what fits a send buffer, Keep-Alive with the longest time-out and the empty line.
        private const int LastLines = 16 + 5 + 2 + 29 + 2;

        /// <summary>Sends a whole response: the status, unless <see cref="Begin"/> has begun one, and a text of any length in UTF-8.</summary>
        /// <param name="status">200 to 599.</param>
        /// <param name="contentType">The media type, with its charset where it is text.</param>
        /// <param name="content">The text. One that fits the send buffer has a Content-Length, a longer one is sent in chunks as the client takes them.</param>
        /// <exception cref="InvalidOperationException">Another status has been begun, or content.</exception>
        public void Send(int status, string contentType, string content)
        {
            Start(status);
            AddField("Content-Type", contentType);
            int length = content.Length;
            if (BeginBody().WriteText(content, 0) == length)
            {
                EndBody();
                return;
            }

            // It goes in pieces, the first of them now.
            _output.Rewind(_mark);
            BeginContent();
            _text = content;
            _mark = 0;
            SendMore();
        }

        /// <summary>Sends a whole response without content: the status, unless <see cref="Begin"/> has begun it.</summary>
        /// <param name="status">200 to 599.</param>
        /// <exception cref="InvalidOperationException">Another status has been begun, or content.</exception>
        public void Send(int status)
        {
            Start(status);
            BeginContent(0);
            End();
        }

        /// <summary>Sends the client elsewhere (RFC 9110 section 15.4).</summary>
        /// <param name="status">301, 302, 303, 307 or 308.</param>
        /// <param name="location">A path or URI, percent-encoded.</param>
        /// <exception cref="ArgumentException">The status is another one, or the location has characters that are not visible ASCII.</exception>
        public void Redirect(int status, string location)
        {
            if (status < 301 || status > 308 || status == HttpStatus.NotModified || status == 305 || status == 306)
            {
                throw new ArgumentException("A redirection's status is 301, 302, 303, 307 or 308, not " + status.ToString() + ".");
            }

            Start(status);
            AddField("Location", location);
            BeginContent(0);
            End();
        }

        /// <summary>Begins a response, or goes on with one of the same status whose head has begun.</summary>
        internal void Start(int status)
        {
            if (_phase == Phase.Idle)
            {
                Begin(status);
            }
            else if (_phase != Phase.Head || _status != status)
            {
                throw new InvalidOperationException("The response has begun already, with the status " + _status.ToString() + ".");
            }
        }

        /// <summary>
        /// Begins content whose length is known when it has been written: the caller writes it to the writer returned, whole, and also where <see cref="HasContent"/> is
        /// false. <see cref="EndBody"/> puts Content-Length before it.
        /// </summary>
        /// <returns>The writer.</returns>
        internal ByteWriter BeginBody()
        {
            // Behind the place for what the head lacks.
            _mark = _output.Count;
            if (_output.Ensure(LastLines))
            {
                _output.Advance(LastLines);
            }

            return _output;
        }

        /// <summary>Ends the content, and the response.</summary>
        /// <exception cref="InvalidOperationException">It does not fit the send buffer.</exception>
        internal void EndBody()
        {
            ByteWriter output = _output;
            if (output._overflowed)
            {
                throw new InvalidOperationException("The response does not fit the send buffer: raise ServerOptions.SendBuffer, or send it in pieces from OnWritable.");
            }

            int content = _mark + LastLines;
            int count = output.Count - content;
            content += output._start;
            output.Rewind(_mark);
            BeginContent(count);
            if (HasContent)
            {
                Array.Copy(output._buffer, content, output._buffer, output._end, count);
                output._end += count;
            }

            EndPiece(count);
            End();
        }

        /// <summary>Sends as much of a long text as there is room for.</summary>
        internal void SendMore()
        {
            // Between pieces the mark is the next character: a field of its own would take 12 bytes a slot.
            int index = _mark;
            int room = Room;
            if (HasContent && room > 0)
            {
                // What a chunk has behind it finds its room.
                ByteWriter output = BeginPiece();
                int start = output.Count;
                output.Reserve(output._buffer.Length - start - (_left == Chunked ? room : output.Free));
                index = output.WriteText(_text, index);
                output.Reserve(0);
                EndPiece(output.Count - start);
            }

            _mark = index;
            if (!HasContent || index == _text.Length)
            {
                _text = null;
                End();
            }
        }

        /// <summary>Takes back a response of which nothing has been sent yet.</summary>
        /// <returns>False when there is none.</returns>
        internal bool TakeBack()
        {
            if (_phase == Phase.Idle || _status == HttpStatus.SwitchingProtocols)
            {
                return false;
            }

            _output.Clear();
            return true;
        }
    }
}
