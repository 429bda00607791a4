using System;
using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Server;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Knows the password and the tokens, without having them: of tokens and, once it has been right, of the password it keeps a code under a
    /// key that is made anew at each start. So the slow comparison is for the first time only, and for what is wrong. It works in slices of
    /// one block of SHA-256, between which the loop does everything else; one secret at a time gets its code, and one is compared slowly.
    /// </summary>
    internal sealed class Secrets : LoopTask
    {
        private const int KeySize = 32;

        /// <summary>How long a client waits behind others, in milliseconds.</summary>
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

        // For each slot what is pending, a Comparison, and since when its client has waited.
        private readonly byte[] _comparisons;
        private readonly long[] _since;

        // The place of each slot in the queue: the lowest is next. Addresses that have failed are behind all others.
        private readonly int[] _places;
        private int _lastPlace;

        // How many wrong secrets the client of each slot has shown since it connected.
        private readonly byte[] _wrongBy;
        private bool _knowsPassword;

        // The secret whose code is being made, and the address and slot it has come from; the slot is nobody's when its client has left.
        private readonly byte[] _secret = new byte[PasswordHash.MaximumPassword];
        private int _count;
        private bool _isSealing;
        private bool _isTaken;
        private int _slot = Nobody;
        private int _address;

        // The same of the password that is being compared, and its code.
        private readonly byte[] _comparedCode = new byte[HmacSha256.Size];
        private int _comparedSlot = Nobody;
        private int _comparedAddress;

        /// <exception cref="ArgumentException">A password or token has not the form it must have.</exception>
        public Secrets(AccessOptions options, int slots)
        {
            byte[] key = new byte[KeySize];
            SecureRandom.Fill(key);
            _hmac.SetKey(key, 0, key.Length);
            if (!IsEmpty(options.Password))
            {
                PasswordHash hash = PasswordHash.Parse(options.Password);
                Check(hash == null ? options.Iterations : hash.Iterations);
                Verifier = new PasswordVerifier(hash ?? PasswordHash.Create(options.Password, options.Iterations));
            }

            _tokenCode = Seal(options.Token);
            _readTokenCode = Seal(options.ReadToken);
            _comparisons = new byte[slots];
            _places = new int[slots];
            _wrongBy = new byte[slots];
            _since = new long[slots];
        }

        /// <summary>Compares passwords; null when there is no password.</summary>
        public PasswordVerifier Verifier { get; }

        /// <summary>Whether a secret is being looked at.</summary>
        public bool IsBusy => _isSealing || IsComparing;

        /// <summary>How many secrets have been wrong.</summary>
        public long Wrong { get; private set; }

        /// <summary>How many have not been looked at because too many had been wrong.</summary>
        public long Throttled { get; private set; }

        /// <summary>How many have not been looked at because others took too long.</summary>
        public long Busy { get; private set; }

        /// <summary>Whether options have any secret.</summary>
        public static bool Has(AccessOptions options)
        {
            return !IsEmpty(options.Password) || !IsEmpty(options.Token) || !IsEmpty(options.ReadToken);
        }

        /// <summary>How many seconds an address has to wait for its next attempt, at least 1.</summary>
        public int RetryAfter(int address, long now)
        {
            int wait = _attempts.TimeToWait(address, now);
            return wait == 0 ? 1 : (wait + 999) / 1000;
        }

        /// <summary>A client shows a secret.</summary>
        /// <param name="slot">The client's slot, which it is known by from now on.</param>
        /// <param name="address">The client's address.</param>
        /// <param name="buffer">Holds the secret.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>What it is worth; when that is pending, <see cref="Continue"/> tells later.</returns>
        public SecretOutcome Begin(int slot, int address, byte[] buffer, int offset, int count, long now)
        {
            Forget(slot);
            _since[slot] = now;
            _lastPlace = (_lastPlace + 1) & (BehindOthers - 1);
            _places[slot] = _attempts.HasFailed(address, now) ? _lastPlace | BehindOthers : _lastPlace;
            return Look(slot, address, buffer, offset, count, now);
        }

        /// <summary>What is pending for a slot: nothing, unless the last answer was that.</summary>
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

        /// <summary>Asks again for a secret that was pending.</summary>
        /// <param name="slot">As before, and so the next two.</param>
        /// <param name="address">The client's address.</param>
        /// <param name="buffer">Holds the secret.</param>
        /// <param name="offset">Where the secret begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>What it is worth.</returns>
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

        /// <summary>Whether it is of no use yet to ask again.</summary>
        /// <param name="comparison">The answer of <see cref="GetPending"/>.</param>
        public static bool IsUndecided(Comparison comparison)
        {
            return comparison == Comparison.Running || comparison == Comparison.WaitsForCode || comparison == Comparison.WaitsForVerifier;
        }

        /// <summary>A client has left: nothing is pending for its slot any more. A secret that is being looked at has been an attempt all the same.</summary>
        public void Forget(int slot)
        {
            _comparisons[slot] = (byte)Comparison.None;
            _slot = _slot == slot ? Nobody : _slot;
            _comparedSlot = _comparedSlot == slot ? Nobody : _comparedSlot;
        }

        /// <summary>A client has connected: it has shown no secret yet.</summary>
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

            // At once, but after everything else.
            RunSoon();
            return now;
        }

        private bool IsComparing => Verifier != null && Verifier.IsBusy;

        /// <summary>Whether another client that waits for the same is before a slot's.</summary>
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

        /// <summary>Counts an attempt; of a client that has left it is the address's only.</summary>
        private void Count(int slot, int address, long now)
        {
            _attempts.Count(address, now);
            if (slot != Nobody && _wrongBy[slot] < byte.MaxValue)
            {
                _wrongBy[slot]++;
            }
        }

        /// <summary>A client has shown a right secret: its own wrong ones are forgiven, and nobody else's.</summary>
        private void Forgive(int slot, int address, int attempts, long now)
        {
            if (slot != Nobody)
            {
                attempts = _wrongBy[slot];
                _wrongBy[slot] = 0;
            }

            _attempts.Forgive(address, attempts, now);
        }

        /// <summary>Begins to make a secret's code, by which it is known if it can be.</summary>
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

        /// <summary>A secret has its code: finds out what it is worth, or begins to compare it slowly.</summary>
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

        private static void Check(int iterations)
        {
            if (iterations < 1 || iterations > PasswordHash.MaximumIterations)
            {
                throw new ArgumentException("Password: its hash takes " + iterations.ToString() + " iterations for each attempt, and 1 to " + PasswordHash.MaximumIterations.ToString()
                    + " suit this target. Make the hash here: PasswordHash.Create, or the setup page.");
            }
        }

        private bool Is(byte[] code)
        {
            return ConstantTime.Equals(_code, 0, code, 0, code.Length);
        }

        private byte[] Seal(string token)
        {
            if (IsEmpty(token))
            {
                return null;
            }

            AccessOptions.CheckToken(token);
            byte[] bytes = Encoding.UTF8.GetBytes(token);
            byte[] code = new byte[HmacSha256.Size];
            Seal(bytes, 0, bytes.Length, code);
            return code;
        }

        private void Seal(byte[] secret, int offset, int count, byte[] code)
        {
            _hmac.Begin();
            _hmac.Append(secret, offset, count);
            _hmac.Finish(code, 0);
        }

        private static bool IsEmpty(string text)
        {
            return text == null || text.Length == 0;
        }
    }
}
