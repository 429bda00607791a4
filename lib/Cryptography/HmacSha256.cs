namespace Nano.Web.Cryptography
{
    /// <summary>HMAC (RFC 2104) with SHA-256. One key serves any number of messages: <see cref="Begin"/>, <see cref="Append"/>, <see cref="Finish"/>.</summary>
    public sealed class HmacSha256
    {
        /// <summary>The size of a code in bytes.</summary>
        public const int Size = Sha256.DigestSize;

        private readonly Sha256 _hash = new Sha256();
        private readonly byte[] _pad = new byte[Sha256.BlockSize];

        // The hash states after the key's inner and outer block. Each is computed once for a key and reused for each message.
        private readonly uint[] _inner = new uint[Sha256.StateSize];
        private readonly uint[] _outer = new uint[Sha256.StateSize];

        // True while the outer hash is computed.
        private bool _isOuter;

        internal Sha256 Hash => _hash;

        internal uint[] Inner => _inner;

        internal uint[] Outer => _outer;

        /// <summary>Sets the key and begins a message.</summary>
        /// <param name="key">Holds the key. It can be overwritten after this call.</param>
        /// <param name="offset">Index of the key's first byte.</param>
        /// <param name="count">Length of the key in bytes, 0 or more; a key longer than 64 bytes is hashed first (RFC 2104 section 2).</param>
        public void SetKey(byte[] key, int offset, int count)
        {
            BeginKey(key, offset, count);
            PrepareInner();
            PrepareOuter();
            Begin();
        }

        /// <summary>
        /// Sets the key without hashing its blocks. The caller then calls <see cref="PrepareInner"/>, <see cref="PrepareOuter"/> and <see cref="Begin"/>,
        /// one block each.
        /// </summary>
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

        /// <summary>Hashes the key's outer block and clears the copy of the key.</summary>
        internal void PrepareOuter()
        {
            Prepare(0x36 ^ 0x5c, _outer);
            System.Array.Clear(_pad, 0, _pad.Length);
        }

        /// <summary>Begins a message with the current key.</summary>
        public void Begin()
        {
            _hash.Resume(_inner);
            _isOuter = false;
        }

        /// <summary>Adds the next bytes of the message.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes, 0 or more.</param>
        public void Append(byte[] buffer, int offset, int count)
        {
            _hash.Append(buffer, offset, count);
        }

        /// <summary>Ends the message and writes its authentication code.</summary>
        /// <param name="destination">Receives <see cref="Size"/> bytes.</param>
        /// <param name="offset">Index of the first byte to write.</param>
        public void Finish(byte[] destination, int offset)
        {
            while (!FinishBlock(destination, offset))
            {
                // The end of a message takes two or three blocks.
            }
        }

        /// <summary>Hashes one of the two or three blocks that end the message. The caller repeats the call until it returns true.</summary>
        /// <param name="destination">Receives <see cref="Size"/> bytes. Each call must pass the same array and offset.</param>
        /// <param name="offset">Where they go.</param>
        /// <returns>True when the code has been written.</returns>
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
