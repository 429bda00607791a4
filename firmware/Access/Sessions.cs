using Nano.Web.Cryptography;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Access
{
    /// <summary>Who has signed in: a table of fixed size of random numbers that cannot be guessed, which browsers keep in a cookie.</summary>
    internal sealed class Sessions : LoopTask
    {
        /// <summary>The length of a session's number as text.</summary>
        public const int IdText = 2 * IdSize;

        /// <summary>No session.</summary>
        public const int None = -1;

        // 128 bits.
        private const int IdSize = 16;

        // So many numbers of a request are compared at most.
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

        /// <summary>How many there are.</summary>
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

        /// <summary>How many have begun.</summary>
        public long Begun { get; private set; }

        /// <summary>What a session may do.</summary>
        public Right GetRight(int session)
        {
            return _rights[session];
        }

        /// <summary>Begins a session, in the place of the one that has been silent for longest if there is no other.</summary>
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

        /// <summary>Finds the session of a request's cookie, and notes that it is in use.</summary>
        /// <returns><see cref="None"/> when it has none.</returns>
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

        /// <summary>Ends a session, if it is one.</summary>
        /// <param name="session">Which.</param>
        /// <param name="reason">What its WebSockets are told.</param>
        public void End(int session, string reason)
        {
            if (_rights[session] != Right.None)
            {
                _rights[session] = Right.None;
                _gate.OnEnded(session, reason);
            }
        }

        /// <summary>Gives a session to a browser to keep.</summary>
        public void SetCookie(Response response, int session, bool isSecure)
        {
            _text.Clear();
            for (int i = 0; i < IdSize; i++)
            {
                _text.WriteHex(_ids[session * IdSize + i], 2);
            }

            Cookie.Set(response, s_cookie, _text.Buffer, 0, IdText, "/", _lifetime / 1000, isSecure);
        }

        /// <summary>Has a browser forget it.</summary>
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

        /// <summary>Reads a session's number.</summary>
        /// <returns>False when it is none.</returns>
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

        /// <summary>Finds the session of the number that has been read. It compares all of them, so that the time tells nothing.</summary>
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
