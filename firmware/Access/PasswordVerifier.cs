using System;
using Nano.Web.Cryptography;

namespace Nano.Firmware
{
    /// <summary>Compares passwords with a hash, one at a time and in slices, between which the loop does everything else.</summary>
    internal sealed class PasswordVerifier
    {
        private readonly PasswordHash _hash;
        private readonly Pbkdf2 _function = new Pbkdf2();
        private readonly byte[] _password = new byte[PasswordHash.MaximumPassword];
        private readonly byte[] _scratch = new byte[Pbkdf2.Size];

        /// <summary>Makes one.</summary>
        /// <param name="hash">What passwords are compared with.</param>
        public PasswordVerifier(PasswordHash hash)
        {
            _hash = hash;
        }

        /// <summary>The number of the comparison under way; 0 when there is none.</summary>
        public int Current { get; private set; }

        /// <summary>The number of the comparison that was done last.</summary>
        public int Last { get; private set; }

        /// <summary>Whether that was the password.</summary>
        public bool WasRight { get; private set; }

        /// <summary>Begins a comparison. There must be none under way.</summary>
        /// <param name="number">Its number, above 0.</param>
        /// <param name="buffer">Holds what may be the password.</param>
        /// <param name="count">Its length, at most <see cref="PasswordHash.MaximumPassword"/>.</param>
        public void Begin(int number, byte[] buffer, int count)
        {
            Array.Copy(buffer, 0, _password, 0, count);
            _hash.Begin(_function, _password, 0, count);
            Current = number;
        }

        /// <summary>Does a slice.</summary>
        /// <returns>Whether the comparison is done.</returns>
        public bool Run()
        {
            if (!_function.Run(PasswordCost.Slice))
            {
                return false;
            }

            WasRight = _hash.Equals(_function, _scratch);
            Last = Current;
            Current = 0;
            Array.Clear(_password, 0, _password.Length);
            return true;
        }
    }
}
