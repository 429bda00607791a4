namespace Nano.Web.Cryptography
{
    /// <summary>HMAC (RFC 2104) with SHA-256: what only who knows the key can compute. One key serves any number of messages.</summary>
    public sealed class HmacSha256
    {
        /// <summary>The size of a code in bytes.</summary>
        public const int Size = Sha256.DigestSize;

        private readonly Sha256 _hash = new Sha256();
        private readonly byte[] _pad = new byte[Sha256.BlockSize];

        // The states behind the block that the key makes, inner and outer, so that it is hashed once only.
        private readonly uint[] _inner = new uint[Sha256.StateSize];
        private readonly uint[] _outer = new uint[Sha256.StateSize];

        // Whether the inner hash of the message is done.
        private bool _isOuter;

        internal Sha256 Hash => _hash;

        internal uint[] Inner => _inner;

        internal uint[] Outer => _outer;

        /// <summary>Takes a key, of any length.</summary>
        /// <param name="key">Holds the key.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        public void SetKey(byte[] key, int offset, int count)
        {
            BeginKey(key, offset, count);
            PrepareInner();
            PrepareOuter();
            Begin();
        }

        /// <summary>Takes a key as <see cref="SetKey"/>, for a caller that does one block at a time: <see cref="PrepareInner"/>, <see cref="PrepareOuter"/> and <see cref="Begin"/> follow.</summary>
        internal void BeginKey(byte[] key, int offset, int count)
        {
            byte[] pad = _pad;
            System.Array.Clear(pad, 0, pad.Length);
            if (count > pad.Length)
            {
                _hash.Reset();
                _hash.Append(key, offset, count);
                _hash.Finish(pad, 0);
            }
            else
            {
                System.Array.Copy(key, offset, pad, 0, count);
            }
        }

        /// <summary>Hashes the key's inner block.</summary>
        internal void PrepareInner()
        {
            Prepare(0x36, _inner);
        }

        /// <summary>Hashes the key's outer block, and forgets the key.</summary>
        internal void PrepareOuter()
        {
            Prepare(0x36 ^ 0x5c, _outer);
            System.Array.Clear(_pad, 0, _pad.Length);
        }

        /// <summary>Begins a message.</summary>
        public void Begin()
        {
            _hash.Resume(_inner);
            _isOuter = false;
        }

        /// <summary>Takes the message's next bytes.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many there are.</param>
        public void Append(byte[] buffer, int offset, int count)
        {
            _hash.Append(buffer, offset, count);
        }

        /// <summary>Ends the message and writes its code.</summary>
        /// <param name="destination">Receives <see cref="Size"/> bytes.</param>
        /// <param name="offset">Where they go.</param>
        public void Finish(byte[] destination, int offset)
        {
            while (!FinishBlock(destination, offset))
            {
                // Two or three blocks end a message.
            }
        }

        /// <summary>Takes the next of the blocks that end the message: for a caller that does one block at a time.</summary>
        /// <param name="destination">Receives <see cref="Size"/> bytes; the same in each call.</param>
        /// <param name="offset">Where they go.</param>
        /// <returns>Whether the code has been written.</returns>
        public bool FinishBlock(byte[] destination, int offset)
        {
            if (!_hash.FinishBlock())
            {
                return false;
            }

            _hash.WriteState(destination, offset);
            if (_isOuter)
            {
                return true;
            }

            _isOuter = true;
            _hash.Resume(_outer);
            _hash.Append(destination, offset, Size);
            return false;
        }

        private void Prepare(int change, uint[] state)
        {
            for (int i = 0; i < _pad.Length; i++)
            {
                _pad[i] ^= (byte)change;
            }

            _hash.Reset();
            _hash.Append(_pad, 0, _pad.Length);
            System.Array.Copy(_hash.State, state, Sha256.StateSize);
        }
    }
}
