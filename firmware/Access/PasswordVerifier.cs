using System;
using Nano.Web.Cryptography;
using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>Compares passwords with a hash, one at a time and in slices, between which the loop does everything else.</summary>
    internal sealed class PasswordVerifier : LoopTask
    {
        private const int Rest = 60000;

        private readonly Secrets _secrets;
        private readonly PasswordHash _hash;
        private readonly Pbkdf2 _function = new Pbkdf2();
        private readonly byte[] _password = new byte[PasswordHash.MaximumPassword];
        private readonly byte[] _scratch = new byte[Pbkdf2.Size];
        private int _count;
        private int _address;
        private int _ticket;

        /// <summary>Makes one.</summary>
        /// <param name="secrets">Is told when a password has been right.</param>
        /// <param name="hash">What passwords are compared with.</param>
        public PasswordVerifier(Secrets secrets, PasswordHash hash)
        {
            _secrets = secrets;
            _hash = hash;
        }

        /// <summary>The comparison under way; 0 when there is none.</summary>
        public int Current { get; private set; }

        /// <summary>The comparison that was done last.</summary>
        public int Last { get; private set; }

        /// <summary>Whether that was the password.</summary>
        public bool WasRight { get; private set; }

        /// <summary>Begins a comparison. There must be none under way.</summary>
        /// <returns>Its number, above 0.</returns>
        public int Begin(byte[] buffer, int offset, int count, int address)
        {
            Array.Copy(buffer, offset, _password, 0, count);
            _count = count;
            _address = address;
            _hash.Begin(_function, _password, 0, count);
            _ticket = _ticket == int.MaxValue ? 1 : _ticket + 1;
            Current = _ticket;
            RunSoon();
            return _ticket;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (Current == 0)
            {
                return now + Rest;
            }

            if (_function.Run(PasswordCost.Slice))
            {
                WasRight = _hash.Equals(_function, _scratch);
                Last = Current;
                Current = 0;
                if (WasRight)
                {
                    _secrets.Know(_password, _count, _address);
                }

                Array.Clear(_password, 0, _password.Length);
                return now + Rest;
            }

            // At once, but after everybody else.
            RunSoon();
            return now;
        }
    }
}
