using System;
using Nano.Web.Cryptography;

namespace Nano.Firmware.Access
{
    /// <summary>Compares passwords with a hash, one at a time and in slices, between which the loop does everything else.</summary>
    internal sealed class PasswordVerifier
    {
        private readonly PasswordHash _hash;
        private readonly Pbkdf2 _function = new Pbkdf2();
        private readonly byte[] _password = new byte[PasswordHash.MaximumPassword];
        private readonly byte[] _scratch = new byte[Pbkdf2.Size];

        /// <summary>Makes one.</summary>
        /// <param name="hash">The hash that passwords are compared with.</param>
        public PasswordVerifier(PasswordHash hash)
        {
            _hash = hash;
        }

        /// <summary>Whether a comparison is under way.</summary>
        public bool IsBusy { get; private set; }

        /// <summary>Whether the last comparison was of the password.</summary>
        public bool WasRight { get; private set; }

        /// <summary>Begins a comparison. No other must be under way.</summary>
        /// <param name="buffer">Holds what may be the password, at its beginning.</param>
        /// <param name="count">Its length, at most <see cref="PasswordHash.MaximumPassword"/>.</param>
        public void Begin(byte[] buffer, int count)
        {
            Array.Copy(buffer, 0, _password, 0, count);
            _hash.Begin(_function, _password, 0, count);
            IsBusy = true;
        }

        /// <summary>Does a slice.</summary>
        /// <returns>Whether the comparison is done.</returns>
        public bool Run()
        {
            if (!_function.Run(PasswordCost.Slice))
            {
                return false;
            }

            IsBusy = false;
            WasRight = _hash.Equals(_function, _scratch);
            Array.Clear(_password, 0, _password.Length);
            return true;
        }
    }
}
