using Nano.Web.Cryptography;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Access
{
    /// <summary>The sessions of clients that have signed in: a table of fixed size with random identifiers, which browsers keep in a cookie.</summary>
    internal sealed class Sessions : LoopTask
    {
        /// <summary>Length of a session's identifier in hexadecimal digits.</summary>
        public const int IdText = 2 * IdSize;

        /// <summary>The index that stands for no session.</summary>
        public const int None = -1;

        // Bytes of an identifier: 128 bits.
        private const int IdSize = 16;

        // The greatest number of session cookies that are compared for one request.
        private const int MaximumCandidates = 4;
        private const int SweepInterval = 1000;
        private const int Rest = 60000;

        private static readonly string s_cookie = "session";

        private readonly AccessGate _gate;
        private readonly int _idle;
        private readonly int _lifetime;
        private readonly byte[] _id = new byte[IdSize];
        private readonly ByteWriter _text = new ByteWriter(new byte[IdText]);
        private readonly byte[] _ids;
        private readonly Right[] _rights;
        private readonly long[] _begun;
        private readonly long[] _used;

        /// <summary>Creates the table.</summary>
        /// <param name="gate">The gate, which is informed of the end of sessions.</param>
        /// <param name="options">The number and the durations of sessions.</param>
        public Sessions(AccessGate gate, AccessOptions options)
        {
            _gate = gate;
            _idle = options.SessionIdle;
            _lifetime = options.SessionLifetime;
            _ids = new byte[options.Sessions * IdSize];
            _rights = new Right[options.Sessions];
            _begun = new long[options.Sessions];
            _used = new long[options.Sessions];
        }

        /// <summary>Number of sessions.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                for (int i = 0; i < _rights.Length; i++)
                {
                    count += _rights[i] != Right.None ? 1 : 0;
                }

                return count;
            }
        }

        /// <summary>Number of sessions that have begun since the start.</summary>
        public long Begun { get; private set; }

        /// <summary>Returns the right of a session.</summary>
        /// <param name="session">The index of the session.</param>
        public Right GetRight(int session)
        {
            return _rights[session];
        }

        /// <summary>
        /// Begins a session with a new identifier, which prevents session fixation. If the table is full, the session ends that was used least recently.
        /// </summary>
        /// <param name="right">The right of the session.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The index of the session.</returns>
        public int Begin(Right right, long now)
        {
            int session = 0;
            for (int i = 0; i < _rights.Length; i++)
            {
                if (_rights[i] == Right.None)
                {
                    session = i;
                    break;
                }

                if (_used[i] < _used[session])
                {
                    session = i;
                }
            }

            End(session, AccessGate.Expired);
            SecureRandom.Fill(_id);
            System.Array.Copy(_id, 0, _ids, session * IdSize, IdSize);
            _rights[session] = right;
            _begun[session] = now;
            _used[session] = now;
            Begun++;
            RunSoon();
            return session;
        }

        /// <summary>Finds the session of a request's cookie and records its use.</summary>
        /// <param name="request">The request.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The index of the session, or <see cref="None"/>.</returns>
        public int Find(Request request, long now)
        {
            int cursor = 0;
            int candidates = 0;
            while (candidates < MaximumCandidates && Cookie.TryGetNext(request, s_cookie, ref cursor, out int offset, out int count))
            {
                if (count != IdText || !ReadId(request.Buffer, offset))
                {
                    continue;
                }

                candidates++;
                int found = Find();
                if (found == None)
                {
                    continue;
                }

                if (IsOver(found, now))
                {
                    End(found, AccessGate.Expired);
                    continue;
                }

                _used[found] = now;
                return found;
            }

            return None;
        }

        /// <summary>Ends a session if it exists.</summary>
        /// <param name="session">The index of the session.</param>
        /// <param name="reason">The close reason for its WebSockets.</param>
        public void End(int session, string reason)
        {
            if (_rights[session] != Right.None)
            {
                _rights[session] = Right.None;
                _gate.OnEnded(session, reason);
            }
        }

        /// <summary>Ends all sessions but one.</summary>
        /// <param name="kept">The index of the session to keep, or <see cref="None"/>.</param>
        /// <param name="reason">The close reason for the WebSockets of the ended sessions.</param>
        public void EndAll(int kept, string reason)
        {
            for (int i = 0; i < _rights.Length; i++)
            {
                if (i != kept)
                {
                    End(i, reason);
                }
            }
        }

        /// <summary>Sets the cookie of a session.</summary>
        /// <param name="response">The response, begun.</param>
        /// <param name="session">The index of the session.</param>
        /// <param name="isSecure">Whether the connection is TLS; the cookie then has the Secure attribute.</param>
        public void SetCookie(Response response, int session, bool isSecure)
        {
            _text.Clear();
            for (int i = 0; i < IdSize; i++)
            {
                _text.WriteHex(_ids[session * IdSize + i], 2);
            }

            Cookie.Set(response, s_cookie, _text.Buffer, 0, IdText, "/", _lifetime / 1000, isSecure);
        }

        /// <summary>Removes the cookie of a session from the browser.</summary>
        /// <param name="response">The response, begun.</param>
        /// <param name="isSecure">Whether the connection is TLS.</param>
        public void ClearCookie(Response response, bool isSecure)
        {
            Cookie.Set(response, s_cookie, _id, 0, 0, "/", 0, isSecure);
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            bool any = false;
            for (int i = 0; i < _rights.Length; i++)
            {
                if (_rights[i] == Right.None)
                {
                    continue;
                }

                if (_gate.IsListening(i))
                {
                    _used[i] = now;
                }

                if (IsOver(i, now))
                {
                    End(i, AccessGate.Expired);
                }
                else
                {
                    any = true;
                }
            }

            return now + (any ? SweepInterval : Rest);
        }

        /// <summary>Reads a session's identifier.</summary>
        /// <returns>False when it has other characters than hexadecimal digits.</returns>
        private bool ReadId(byte[] buffer, int offset)
        {
            for (int i = 0; i < IdSize; i++)
            {
                int high = Ascii.HexValue(buffer[offset + 2 * i]);
                int low = Ascii.HexValue(buffer[offset + 2 * i + 1]);
                if (high < 0 || low < 0)
                {
                    return false;
                }

                _id[i] = (byte)(high << 4 | low);
            }

            return true;
        }

        /// <summary>Finds the session with the identifier in <c>_id</c>. It compares all of them, so that the duration does not depend on the identifier.</summary>
        private int Find()
        {
            int found = None;
            for (int i = 0; i < _rights.Length; i++)
            {
                if (ConstantTime.Equals(_id, 0, _ids, i * IdSize, IdSize) && _rights[i] != Right.None)
                {
                    found = i;
                }
            }

            return found;
        }

        private bool IsOver(int session, long now)
        {
            return now - _begun[session] >= _lifetime || now - _used[session] >= _idle;
        }
    }
}
