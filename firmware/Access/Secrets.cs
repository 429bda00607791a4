using System;
using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Server;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Compares secrets with the password and the tokens without storing them. It stores an HMAC code of each token, and of the password once that has been
    /// presented correctly, under a key that is random at each start. The slow comparison with the hash then serves only the first correct password and wrong
    /// secrets. The work is done in slices of one SHA-256 block, for at most one code and one comparison at a time.
    /// </summary>
    internal sealed partial class Secrets : LoopTask
    {
        private const int KeySize = 32;

        /// <summary>The longest time that a client waits for comparisons of other clients, in milliseconds.</summary>
        public const int LongestWait = 10000;

        private const int Rest = 60000;
        private const int Nobody = -1;
        private const int BehindOthers = 1 << 30;

        private readonly HmacSha256 _hmac = new HmacSha256();
        private readonly byte[] _code = new byte[HmacSha256.Size];
        private readonly byte[] _passwordCode = new byte[HmacSha256.Size];
        private readonly byte[] _tokenCode;
        private readonly byte[] _readTokenCode;
        private readonly Attempts _attempts = new Attempts();

        // For each slot the state of its secret (a Comparison), and the time since when its client has waited.
        private readonly byte[] _comparisons;
        private readonly long[] _since;

        // For each slot its place in the queue; the lowest is next. Addresses that have failed come after all others.
        private readonly int[] _places;
        private int _lastPlace;

        // For each slot the number of wrong secrets since its client connected.
        private readonly byte[] _wrongBy;
        private bool _knowsPassword;

        // The secret whose code is being computed, and the address and slot of its client (Nobody after it has left).
        private readonly byte[] _secret = new byte[PasswordHash.MaximumPassword];
        private int _count;
        private bool _isSealing;
        private bool _isTaken;
        private int _slot = Nobody;
        private int _address;

        // The code, slot and address of the password that is being compared with the hash.
        private readonly byte[] _comparedCode = new byte[HmacSha256.Size];
        private int _comparedSlot = Nobody;
        private int _comparedAddress;

        /// <summary>Creates the comparison of secrets.</summary>
        /// <param name="options">The password and the tokens.</param>
        /// <param name="slots">The server's number of slots.</param>
        /// <exception cref="ArgumentException">The password or a token does not have the required form.</exception>
        public Secrets(AccessOptions options, int slots)
        {
            byte[] key = new byte[KeySize];
            SecureRandom.Fill(key);
            _hmac.SetKey(key, 0, key.Length);
            if (!string.IsNullOrEmpty(options.Password))
            {
                PasswordHash hash = PasswordHash.Parse(options.Password);
                AccessOptions.CheckIterations(hash == null ? options.Iterations : hash.Iterations);
                Verifier = new PasswordVerifier(hash ?? PasswordHash.Create(options.Password, options.Iterations));
            }

            _tokenCode = Seal(options.Token);
            _readTokenCode = Seal(options.ReadToken);
            _comparisons = new byte[slots];
            _places = new int[slots];
            _wrongBy = new byte[slots];
            _since = new long[slots];
        }

        /// <summary>Compares passwords with the hash; null when there is no password.</summary>
        public PasswordVerifier Verifier { get; }

        /// <summary>Whether a secret is being compared.</summary>
        public bool IsBusy => _isSealing || IsComparing;

        /// <summary>Number of wrong secrets.</summary>
        public long Wrong { get; private set; }

        /// <summary>Number of secrets that were not compared because their address must wait.</summary>
        public long Throttled { get; private set; }

        /// <summary>Number of secrets that were not compared because other comparisons took too long.</summary>
        public long Busy { get; private set; }

        /// <summary>Replaces the password. A comparison in progress with the previous one ends as wrong. <see cref="Verifier"/> must not be null.</summary>
        /// <param name="hash">The hash of the new password.</param>
        public void Replace(PasswordHash hash)
        {
            AccessOptions.CheckIterations(hash.Iterations);
            if (IsComparing && _comparedSlot != Nobody)
            {
                _comparisons[_comparedSlot] = (byte)Comparison.Wrong;
            }

            _comparedSlot = Nobody;
            _knowsPassword = false;
            Verifier.Replace(hash);
        }

        /// <summary>Returns the time in seconds, 1 or more, that an address must wait before its next attempt.</summary>
        /// <param name="address">The client's address.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public int RetryAfter(int address, long now)
        {
            int wait = _attempts.TimeToWait(address, now);
            return wait == 0 ? 1 : (wait + 999) / 1000;
        }

        /// <summary>Begins to compare a secret that a client presents.</summary>
        /// <param name="slot">The client's slot.</param>
        /// <param name="address">The client's address.</param>
        /// <param name="buffer">Holds the secret.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The result, or <see cref="SecretOutcome.Pending"/>: call <see cref="Continue"/> later.</returns>
        public SecretOutcome Begin(int slot, int address, byte[] buffer, int offset, int count, long now)
        {
            Forget(slot);
            _since[slot] = now;
            _lastPlace = (_lastPlace + 1) & (BehindOthers - 1);
            _places[slot] = _attempts.HasFailed(address, now) ? _lastPlace | BehindOthers : _lastPlace;
            return Look(slot, address, buffer, offset, count, now);
        }

        /// <summary>Returns the state of a slot's secret; <see cref="Comparison.None"/> unless the last result was <see cref="SecretOutcome.Pending"/>.</summary>
        /// <param name="slot">The client's slot.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        public Comparison GetPending(int slot, long now)
        {
            Comparison comparison = (Comparison)_comparisons[slot];
            if (comparison != Comparison.WaitsForCode && comparison != Comparison.WaitsForVerifier)
            {
                return comparison;
            }

            bool isFree = comparison == Comparison.WaitsForCode ? !_isSealing : !IsComparing;
            return isFree && !MustWait(slot, comparison) ? Comparison.Next : now - _since[slot] < LongestWait ? comparison : Comparison.Late;
        }

        /// <summary>Continues with a secret whose result was <see cref="SecretOutcome.Pending"/>.</summary>
        /// <param name="slot">The client's slot, as in <see cref="Begin"/>.</param>
        /// <param name="address">The client's address.</param>
        /// <param name="buffer">Holds the same secret.</param>
        /// <param name="offset">Index of its first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>The result, or <see cref="SecretOutcome.Pending"/>.</returns>
        public SecretOutcome Continue(int slot, int address, byte[] buffer, int offset, int count, long now)
        {
            Comparison comparison = GetPending(slot, now);
            if (IsUndecided(comparison))
            {
                return SecretOutcome.Pending;
            }

            Forget(slot);
            switch (comparison)
            {
                case Comparison.Next: return Look(slot, address, buffer, offset, count, now);
                case Comparison.Read: return SecretOutcome.Read;
                case Comparison.Control: return SecretOutcome.Control;

                case Comparison.Late:
                    Busy++;
                    return SecretOutcome.Busy;

                default:
                    Wrong++;
                    return SecretOutcome.Wrong;
            }
        }

        /// <summary>Checks whether the result is still pending.</summary>
        /// <param name="comparison">The result of <see cref="GetPending"/>.</param>
        public static bool IsUndecided(Comparison comparison)
        {
            return comparison == Comparison.Running || comparison == Comparison.WaitsForCode || comparison == Comparison.WaitsForVerifier;
        }

        /// <summary>Discards the state of a slot, because its client has left. The current attempt stays counted.</summary>
        /// <param name="slot">The client's slot.</param>
        public void Forget(int slot)
        {
            _comparisons[slot] = (byte)Comparison.None;
            _slot = _slot == slot ? Nobody : _slot;
            _comparedSlot = _comparedSlot == slot ? Nobody : _comparedSlot;
        }

        /// <summary>Resets the count of wrong secrets, because a client has connected.</summary>
        /// <param name="slot">The client's slot.</param>
        public void OnConnected(int slot)
        {
            _wrongBy[slot] = 0;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (_isSealing)
            {
                SealSlice(now);
            }
            else if (IsComparing)
            {
                CompareSlice(now);
            }
            else
            {
                return now + Rest;
            }

            // Continues as soon as possible, after all other work of the loop.
            RunSoon();
            return now;
        }

        private bool IsComparing => Verifier != null && Verifier.IsBusy;

        /// <summary>Checks whether another client in the same state comes before the client of a slot.</summary>
        private bool MustWait(int slot, Comparison comparison)
        {
            for (int i = 0; i < _comparisons.Length; i++)
            {
                if (i != slot && _comparisons[i] == (byte)comparison && _places[i] < _places[slot])
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Counts an attempt for its address, and for its slot unless the client has left.</summary>
        private void Count(int slot, int address, long now)
        {
            _attempts.Count(address, now);
            if (slot != Nobody && _wrongBy[slot] < byte.MaxValue)
            {
                _wrongBy[slot]++;
            }
        }

        /// <summary>Removes the wrong attempts of a client that has presented a correct secret, but not those of other clients.</summary>
        private void Forgive(int slot, int address, int attempts, long now)
        {
            if (slot != Nobody)
            {
                attempts = _wrongBy[slot];
                _wrongBy[slot] = 0;
            }

            _attempts.Forgive(address, attempts, now);
        }

        /// <summary>Begins to compute the code of a secret, which identifies known secrets.</summary>
        private SecretOutcome Look(int slot, int address, byte[] buffer, int offset, int count, long now)
        {
            if (_attempts.TimeToWait(address, now) > 0)
            {
                Throttled++;
                return SecretOutcome.Throttled;
            }

            if (count > _secret.Length)
            {
                Count(slot, address, now);
                Wrong++;
                return SecretOutcome.Wrong;
            }

            if (_isSealing || MustWait(slot, Comparison.WaitsForCode))
            {
                _comparisons[slot] = (byte)Comparison.WaitsForCode;
                return SecretOutcome.Pending;
            }

            Array.Copy(buffer, offset, _secret, 0, count);
            _count = count;
            _slot = slot;
            _address = address;
            _comparisons[_slot] = (byte)Comparison.Running;
            _isSealing = true;
            _isTaken = false;
            RunSoon();
            return SecretOutcome.Pending;
        }

        private void SealSlice(long now)
        {
            if (!_isTaken)
            {
                _hmac.Begin();
                _hmac.Append(_secret, 0, _count);
                _isTaken = true;
            }
            else if (_hmac.FinishBlock(_code, 0))
            {
                Comparison comparison = Judge(now);
                if (_slot != Nobody)
                {
                    _comparisons[_slot] = (byte)comparison;
                }

                Array.Clear(_secret, 0, _secret.Length);
                _slot = Nobody;
                _isSealing = false;
            }
        }

        /// <summary>Compares the computed code with the known codes, or begins the slow comparison with the hash.</summary>
        private Comparison Judge(long now)
        {
            if ((_knowsPassword && Is(_passwordCode)) | (_tokenCode != null && Is(_tokenCode)))
            {
                Forgive(_slot, _address, 0, now);
                return Comparison.Control;
            }

            if (_readTokenCode != null && Is(_readTokenCode))
            {
                return Comparison.Read;
            }

            if (IsComparing || (_slot != Nobody && MustWait(_slot, Comparison.WaitsForVerifier)))
            {
                return Comparison.WaitsForVerifier;
            }

            Count(_slot, _address, now);
            if (Verifier == null || !PasswordHash.IsPassword(_secret, 0, _count))
            {
                return Comparison.Wrong;
            }

            Array.Copy(_code, _comparedCode, _code.Length);
            _comparedSlot = _slot;
            _comparedAddress = _address;
            Verifier.Begin(_secret, _count);
            return Comparison.Running;
        }

        private void CompareSlice(long now)
        {
            if (!Verifier.Run())
            {
                return;
            }

            int slot = _comparedSlot;
            _comparedSlot = Nobody;
            if (slot != Nobody)
            {
                _comparisons[slot] = (byte)(Verifier.WasRight ? Comparison.Control : Comparison.Wrong);
            }

            if (Verifier.WasRight)
            {
                Array.Copy(_comparedCode, _passwordCode, _comparedCode.Length);
                _knowsPassword = true;
                Forgive(slot, _comparedAddress, 1, now);
            }
        }
    }
}
