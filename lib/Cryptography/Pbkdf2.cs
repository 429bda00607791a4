namespace Nano.Web.Cryptography
{
    /// <summary>
    /// PBKDF2 (RFC 8018 section 5.2) over HMAC-SHA-256, for the one block that a password's hash is. It is slow on purpose, so
    /// that it is done in slices: who has other work does that in between.
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
        private int _left;

        /// <summary>Begins.</summary>
        /// <param name="password">Holds the password.</param>
        /// <param name="passwordOffset">Where it begins.</param>
        /// <param name="passwordCount">Its length.</param>
        /// <param name="salt">Random bytes, of this password's own.</param>
        /// <param name="iterations">1 or more: what a guess costs.</param>
        public void Begin(byte[] password, int passwordOffset, int passwordCount, byte[] salt, int iterations)
        {
            _hmac.SetKey(password, passwordOffset, passwordCount);
            _hmac.Append(salt, 0, salt.Length);
            _hmac.Append(s_firstBlock, 0, s_firstBlock.Length);
            _hmac.Finish(_first, 0);
            for (int i = 0; i < _last.Length; i++)
            {
                int at = i * 4;
                _last[i] = (uint)(_first[at] << 24 | _first[at + 1] << 16 | _first[at + 2] << 8 | _first[at + 3]);
                _sum[i] = _last[i];
            }

            _left = iterations - 1;
        }

        /// <summary>Goes on.</summary>
        /// <param name="iterations">How many iterations to do at most.</param>
        /// <returns>Whether all are done.</returns>
        public bool Run(int iterations)
        {
            Sha256 hash = _hmac.Hash;
            uint[] state = hash.State;
            uint[] schedule = hash.Schedule;
            uint[] last = _last;
            uint[] sum = _sum;
            for (; iterations > 0 && _left > 0; iterations--)
            {
                // A code of a code: two blocks, each of eight words and what ends a message of 96 bytes.
                System.Array.Copy(_hmac.Inner, state, Sha256.StateSize);
                System.Array.Copy(last, schedule, Sha256.StateSize);
                Pad(schedule);
                hash.Compress();
                System.Array.Copy(state, schedule, Sha256.StateSize);
                System.Array.Copy(_hmac.Outer, state, Sha256.StateSize);
                Pad(schedule);
                hash.Compress();
                System.Array.Copy(state, last, Sha256.StateSize);
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] ^= last[i];
                }

                _left--;
            }

            return _left == 0;
        }

        /// <summary>Writes the hash, once <see cref="Run"/> has said that all is done.</summary>
        /// <param name="destination">Receives <see cref="Size"/> bytes.</param>
        /// <param name="offset">Where they go.</param>
        public void Finish(byte[] destination, int offset)
        {
            for (int i = 0; i < _sum.Length; i++)
            {
                Sha256.Store(destination, offset + i * 4, _sum[i]);
            }
        }

        private static void Pad(uint[] schedule)
        {
            schedule[8] = 0x80000000;
            for (int i = 9; i < 15; i++)
            {
                schedule[i] = 0;
            }

            schedule[15] = (Sha256.BlockSize + Sha256.DigestSize) * 8;
        }
    }
}
