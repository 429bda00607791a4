namespace Nano.Web.Cryptography
{
    /// <summary>
    /// PBKDF2 (RFC 8018 section 5.2) with HMAC-SHA-256 and a result of one block. The computation is slow by design, so <see cref="Run"/> does it in
    /// slices between which the caller does other work. The unit of a slice is one SHA-256 block: an iteration takes two blocks, and the key takes two more.
    /// </summary>
    public sealed class Pbkdf2
    {
        /// <summary>The size of a hash in bytes.</summary>
        public const int Size = HmacSha256.Size;

        private static readonly byte[] s_firstBlock = { 0, 0, 0, 1 };

        private readonly HmacSha256 _hmac = new HmacSha256();
        private readonly byte[] _first = new byte[Size];
        private readonly uint[] _last = new uint[Sha256.StateSize];
        private readonly uint[] _sum = new uint[Sha256.StateSize];
        private Stage _stage;
        private byte[] _salt;
        private int _left;

        /// <summary>The block that is hashed next.</summary>
        private enum Stage
        {
            InnerKey,
            OuterKey,
            FirstCode,
            Inner,
            Outer,
        }

        /// <summary>Begins a computation.</summary>
        /// <param name="password">Holds the password in UTF-8.</param>
        /// <param name="passwordOffset">Index of its first byte.</param>
        /// <param name="passwordCount">Its length in bytes. A password longer than 64 bytes is hashed in this call.</param>
        /// <param name="salt">Random bytes, different for each password. They must not change until <see cref="Run"/> returns true.</param>
        /// <param name="iterations">Number of iterations, 1 or more. The time for one guess is proportional to it.</param>
        public void Begin(byte[] password, int passwordOffset, int passwordCount, byte[] salt, int iterations)
        {
            _hmac.BeginKey(password, passwordOffset, passwordCount);
            _salt = salt;
            _left = iterations;
            _stage = Stage.InnerKey;
        }

        /// <summary>Continues the computation.</summary>
        /// <param name="blocks">The greatest number of SHA-256 blocks to hash in this call.</param>
        /// <returns>True when the computation is complete.</returns>
        public bool Run(int blocks)
        {
            for (; blocks > 0 && _left > 0; blocks--)
            {
                switch (_stage)
                {
                    case Stage.InnerKey:
                        _hmac.PrepareInner();
                        _stage = Stage.OuterKey;
                        break;

                    case Stage.OuterKey:
                        _hmac.PrepareOuter();
                        _hmac.Begin();
                        _hmac.Append(_salt, 0, _salt.Length);
                        _hmac.Append(s_firstBlock, 0, s_firstBlock.Length);
                        _stage = Stage.FirstCode;
                        break;

                    case Stage.FirstCode:
                        if (_hmac.FinishBlock(_first, 0))
                        {
                            TakeFirst();
                        }

                        break;

                    case Stage.Inner:
                        // An HMAC of the previous code takes two blocks. Each holds eight words and the padding of a 96-byte message.
                        Compress(_last, _hmac.Inner);
                        _stage = Stage.Outer;
                        break;

                    default:
                        Compress(_hmac.Hash.State, _hmac.Outer);
                        TakeNext();
                        break;
                }
            }

            return _left == 0;
        }

        /// <summary>Writes the result. <see cref="Run"/> must have returned true.</summary>
        /// <param name="destination">Receives <see cref="Size"/> bytes.</param>
        /// <param name="offset">Index of the first byte to write.</param>
        public void Finish(byte[] destination, int offset)
        {
            for (int i = 0; i < _sum.Length; i++)
            {
                Sha256.Store(destination, offset + i * 4, _sum[i]);
            }
        }

        private void TakeFirst()
        {
            for (int i = 0; i < _last.Length; i++)
            {
                int at = i * 4;
                _last[i] = (uint)(_first[at] << 24 | _first[at + 1] << 16 | _first[at + 2] << 8 | _first[at + 3]);
                _sum[i] = _last[i];
            }

            _left--;
            _stage = Stage.Inner;
        }

        private void TakeNext()
        {
            uint[] last = _last;
            uint[] sum = _sum;
            System.Array.Copy(_hmac.Hash.State, last, Sha256.StateSize);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] ^= last[i];
            }

            _left--;
            _stage = Stage.Inner;
        }

        /// <summary>Hashes a block of eight words and padding, beginning with the state after a key's block.</summary>
        private void Compress(uint[] words, uint[] state)
        {
            Sha256 hash = _hmac.Hash;
            uint[] schedule = hash.Schedule;
            System.Array.Copy(words, schedule, Sha256.StateSize);
            System.Array.Copy(state, hash.State, Sha256.StateSize);
            schedule[8] = 0x80000000;
            for (int i = 9; i < 15; i++)
            {
                schedule[i] = 0;
            }

            schedule[15] = (Sha256.BlockSize + Sha256.DigestSize) * 8;
            hash.Compress();
        }
    }
}
