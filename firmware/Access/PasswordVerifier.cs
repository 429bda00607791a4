using System;
using Nano.Web.Cryptography;

namespace Nano.Firmware.Access
{
    /// <summary>Compares one password at a time with a hash, in slices between which the loop does other work.</summary>
    internal sealed class PasswordVerifier
    {
        private PasswordHash _hash;
        private readonly Pbkdf2 _function = new Pbkdf2();
        private readonly byte[] _password = new byte[PasswordHash.MaximumPassword];
        private readonly byte[] _scratch = new byte[Pbkdf2.Size];

        /// <summary>Creates a verifier.</summary>
        /// <param name="hash">The hash of the correct password.</param>
        public PasswordVerifier(PasswordHash hash)
        {
            _hash = hash;
        }

        /// <summary>Whether a comparison is in progress.</summary>
        public bool IsBusy { get; private set; }

        /// <summary>Whether the last comparison found the correct password.</summary>
        public bool WasRight { get; private set; }

        /// <summary>Replaces the hash for later comparisons, and cancels a comparison in progress.</summary>
        /// <param name="hash">The new hash.</param>
        public void Replace(PasswordHash hash)
        {
            _hash = hash;
            IsBusy = false;
            Array.Clear(_password, 0, _password.Length);
        }

        /// <summary>Begins a comparison. No other may be in progress.</summary>
        /// <param name="buffer">Holds the password to compare, from index 0.</param>
        /// <param name="count">Its length in bytes, at most <see cref="PasswordHash.MaximumPassword"/>.</param>
        public void Begin(byte[] buffer, int count)
        {
            Array.Copy(buffer, 0, _password, 0, count);
            _hash.Begin(_function, _password, 0, count);
            IsBusy = true;
        }

        /// <summary>Does one slice of the comparison.</summary>
        /// <returns>True when the comparison is finished.</returns>
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
