using System;
using Nano.Web.Cryptography;

namespace Nano.Firmware
{
    /// <summary>
    /// Compares passwords with a hash, one at a time and in slices, between which the loop does everything else. It knows for each slot what is pending:
    /// a client waits for its turn, its password is being compared, or its result is there to be taken. Which of the clients that wait is next is up to
    /// <see cref="Secrets"/>, which calls <see cref="Begin"/>; a client that has waited for <see cref="LongestWait"/> gives up.
    /// </summary>
    internal sealed class PasswordVerifier
    {
        /// <summary>How long a client waits behind others, in milliseconds.</summary>
        public const int LongestWait = 10000;

        /// <summary>The slot of a client that has left.</summary>
        public const int Nobody = -1;

        private readonly PasswordHash _hash;
        private readonly Pbkdf2 _function = new Pbkdf2();
        private readonly byte[] _password = new byte[PasswordHash.MaximumPassword];
        private readonly byte[] _scratch = new byte[Pbkdf2.Size];

        // For each slot what is pending, a Comparison, and since when its client has waited.
        private readonly byte[] _comparisons;
        private readonly long[] _since;

        // The slot whose password is compared; nobody's when its client has left.
        private int _slot;

        /// <summary>Makes one.</summary>
        /// <param name="hash">The hash that passwords are compared with.</param>
        /// <param name="slots">How many clients there can be at once.</param>
        public PasswordVerifier(PasswordHash hash, int slots)
        {
            _hash = hash;
            _comparisons = new byte[slots];
            _since = new long[slots];
        }

        /// <summary>Whether a comparison is under way.</summary>
        public bool IsBusy { get; private set; }

        /// <summary>What is pending for a slot.</summary>
        /// <param name="slot">The client's slot.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public Comparison Get(int slot, long now)
        {
            Comparison comparison = (Comparison)_comparisons[slot];
            return comparison != Comparison.Waiting ? comparison
                : !IsBusy ? Comparison.Next
                : now - _since[slot] < LongestWait ? Comparison.Waiting
                : Comparison.Late;
        }

        /// <summary>A client begins to wait for its turn.</summary>
        public void Wait(int slot, long now)
        {
            _comparisons[slot] = (byte)Comparison.Waiting;
            _since[slot] = now;
        }

        /// <summary>Nothing is pending for a slot any more. A comparison under way goes on, for nobody.</summary>
        public void Forget(int slot)
        {
            _comparisons[slot] = (byte)Comparison.None;
            _slot = _slot == slot ? Nobody : _slot;
        }

        /// <summary>Begins to compare a client's password. No comparison must be under way.</summary>
        /// <param name="slot">The client's slot, or <see cref="Nobody"/>.</param>
        /// <param name="buffer">Holds what may be the password, from its first byte on.</param>
        /// <param name="count">Its length, at most <see cref="PasswordHash.MaximumPassword"/>.</param>
        public void Begin(int slot, byte[] buffer, int count)
        {
            Array.Copy(buffer, 0, _password, 0, count);
            _hash.Begin(_function, _password, 0, count);
            _slot = slot;
            if (slot != Nobody)
            {
                _comparisons[slot] = (byte)Comparison.Running;
            }

            IsBusy = true;
        }

        /// <summary>Does a slice of the comparison under way.</summary>
        /// <returns>Whether it is done and the password is right.</returns>
        public bool Run()
        {
            if (!_function.Run(PasswordCost.Slice))
            {
                return false;
            }

            IsBusy = false;
            bool isRight = _hash.Equals(_function, _scratch);
            if (_slot != Nobody)
            {
                _comparisons[_slot] = (byte)(isRight ? Comparison.Right : Comparison.Wrong);
            }

            Array.Clear(_password, 0, _password.Length);
            return isRight;
        }
    }
}
