using System;
using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>What a secret is worth.</summary>
    internal enum SecretOutcome
    {
        /// <summary>It is not known yet: ask again.</summary>
        Pending,

        /// <summary>The right to read.</summary>
        Read,

        /// <summary>The right to control.</summary>
        Control,

        /// <summary>Nothing.</summary>
        Wrong,

        /// <summary>Too many have been wrong: nothing is said of this one.</summary>
        Throttled,

        /// <summary>Others wait to be told the same: nothing is said of this one.</summary>
        Busy,
    }

    /// <summary>
    /// Knows the password and the tokens, without having them: of tokens and, once it has been right, of the password it keeps a code under a
    /// key that is made anew at each start. So the slow comparison is for the first time only, and for what is wrong. It works in slices of
    /// one block of SHA-256, between which the loop does everything else: one secret at a time gets its code, and one is compared slowly.
    /// </summary>
    internal sealed class Secrets : LoopTask
    {
        private const int KeySize = 32;
        private const int Rest = 60000;

        private readonly HmacSha256 _hmac = new HmacSha256();
        private readonly byte[] _code = new byte[HmacSha256.Size];
        private readonly byte[] _passwordCode = new byte[HmacSha256.Size];
        private readonly byte[] _tokenCode;
        private readonly byte[] _readTokenCode;
        private readonly Attempts _attempts = new Attempts();
        private bool _knowsPassword;

        // For each slot whether its secret waits for its code, gets it or has had it and what it is worth, and since when its client has waited.
        private readonly Seal[] _seals;
        private readonly long[] _since;

        // The secret whose code is made, and its client's slot and address.
        private readonly byte[] _secret = new byte[PasswordHash.MaximumPassword];
        private int _count;
        private int _slot;
        private int _address;
        private bool _isSealing;
        private bool _isTaken;

        // The code of the password that is compared, and its client's address.
        private readonly byte[] _comparedCode = new byte[HmacSha256.Size];
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
                Verifier = new PasswordVerifier(hash ?? PasswordHash.Create(options.Password, options.Iterations), slots);
            }

            _tokenCode = MakeCode(options.Token);
            _readTokenCode = MakeCode(options.ReadToken);
            _seals = new Seal[slots];
            _since = new long[slots];
        }

        /// <summary>How far a client's secret has got.</summary>
        private enum Seal
        {
            /// <summary>There is none, or it is compared slowly.</summary>
            None,

            /// <summary>Another secret gets its code, and the client waits.</summary>
            Waiting,

            /// <summary>It gets its code.</summary>
            Running,

            /// <summary>It is worth the right to read.</summary>
            Read,

            /// <summary>It is worth the right to control.</summary>
            Control,

            /// <summary>It is worth nothing.</summary>
            Wrong,
        }

        /// <summary>Compares passwords; null when there is no password.</summary>
        public PasswordVerifier Verifier { get; }

        /// <summary>Whether a secret is being looked at.</summary>
        public bool IsBusy => _isSealing || (Verifier != null && Verifier.IsBusy);

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
        /// <param name="exchange">The client's request, whose slot it is known by from now on.</param>
        /// <param name="buffer">Holds the secret.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>What it is worth; when that is pending, <see cref="Continue"/> tells later.</returns>
        public SecretOutcome Begin(Exchange exchange, byte[] buffer, int offset, int count, long now)
        {
            Forget(exchange.Slot);
            _since[exchange.Slot] = now;
            return Look(exchange, buffer, offset, count, now);
        }

        /// <summary>What is pending for a slot: nothing, unless the last answer was that.</summary>
        public Comparison GetPending(int slot, long now)
        {
            switch (_seals[slot])
            {
                case Seal.None: return Verifier == null ? Comparison.None : Verifier.Get(slot, now);
                case Seal.Running: return Comparison.Running;
                case Seal.Waiting: return !_isSealing ? Comparison.Next : now - _since[slot] < PasswordVerifier.LongestWait ? Comparison.Waiting : Comparison.Late;
                default: return _seals[slot] == Seal.Wrong ? Comparison.Wrong : Comparison.Right;
            }
        }

        /// <summary>Asks again for a secret that was pending.</summary>
        /// <param name="exchange">As before.</param>
        /// <param name="buffer">As before, and so the next two.</param>
        /// <param name="offset">Where the secret begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>What it is worth.</returns>
        public SecretOutcome Continue(Exchange exchange, byte[] buffer, int offset, int count, long now)
        {
            int slot = exchange.Slot;
            Comparison comparison = GetPending(slot, now);
            if (comparison == Comparison.Waiting || comparison == Comparison.Running)
            {
                return SecretOutcome.Pending;
            }

            SecretOutcome outcome = _seals[slot] == Seal.Read ? SecretOutcome.Read : SecretOutcome.Control;
            Forget(slot);
            switch (comparison)
            {
                case Comparison.Right:
                    break;

                case Comparison.Next:
                    outcome = Look(exchange, buffer, offset, count, now);
                    break;

                case Comparison.Late:
                    Busy++;
                    outcome = SecretOutcome.Busy;
                    break;

                default:
                    Wrong++;
                    outcome = SecretOutcome.Wrong;
                    break;
            }

            return outcome;
        }

        /// <summary>A client has left: nothing is pending for its slot any more. What is being looked at goes on, for nobody.</summary>
        public void Forget(int slot)
        {
            _seals[slot] = Seal.None;
            _slot = _slot == slot ? PasswordVerifier.Nobody : _slot;
            Verifier?.Forget(slot);
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (!IsBusy)
            {
                return now + Rest;
            }

            if (!_isSealing)
            {
                if (Verifier.Run())
                {
                    Array.Copy(_comparedCode, _passwordCode, _comparedCode.Length);
                    _knowsPassword = true;
                    _attempts.Clear(_comparedAddress);
                }
            }
            else if (!_isTaken)
            {
                _hmac.Begin();
                _hmac.Append(_secret, 0, _count);
                _isTaken = true;
            }
            else if (_hmac.FinishBlock(_code, 0))
            {
                Judge(now);
            }

            // At once, but after everything else.
            RunSoon();
            return now;
        }

        /// <summary>Begins to make a secret's code, by which it is known if it can be.</summary>
        private SecretOutcome Look(Exchange exchange, byte[] buffer, int offset, int count, long now)
        {
            if (_attempts.TimeToWait(exchange.Address, now) > 0)
            {
                Throttled++;
                return SecretOutcome.Throttled;
            }

            if (count > _secret.Length)
            {
                _attempts.Count(exchange.Address, now);
                Wrong++;
                return SecretOutcome.Wrong;
            }

            int slot = exchange.Slot;
            _seals[slot] = Seal.Waiting;
            if (!_isSealing)
            {
                Array.Copy(buffer, offset, _secret, 0, count);
                _count = count;
                _slot = slot;
                _address = exchange.Address;
                _seals[slot] = Seal.Running;
                _isSealing = true;
                _isTaken = false;
                RunSoon();
            }

            return SecretOutcome.Pending;
        }

        /// <summary>A secret has its code: finds out what it is worth, or begins to compare it slowly. Its client may have left meanwhile, and has had the attempt all the same.</summary>
        private void Judge(long now)
        {
            Seal seal = Seal.None;
            _isSealing = false;
            if ((_knowsPassword && Is(_passwordCode)) | (_tokenCode != null && Is(_tokenCode)))
            {
                _attempts.Clear(_address);
                seal = Seal.Control;
            }
            else if (_readTokenCode != null && Is(_readTokenCode))
            {
                seal = Seal.Read;
            }
            else if (Verifier != null && Verifier.IsBusy)
            {
                if (_slot != PasswordVerifier.Nobody)
                {
                    Verifier.Wait(_slot, _since[_slot]);
                }
            }
            else
            {
                _attempts.Count(_address, now);
                if (Verifier == null || !PasswordHash.IsPassword(_secret, 0, _count))
                {
                    seal = Seal.Wrong;
                }
                else
                {
                    Array.Copy(_code, _comparedCode, _code.Length);
                    _comparedAddress = _address;
                    Verifier.Begin(_slot, _secret, _count);
                }
            }

            Array.Clear(_secret, 0, _secret.Length);
            if (_slot != PasswordVerifier.Nobody)
            {
                _seals[_slot] = seal;
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

        private byte[] MakeCode(string token)
        {
            if (IsEmpty(token))
            {
                return null;
            }

            AccessOptions.CheckToken(token);
            byte[] bytes = Encoding.UTF8.GetBytes(token);
            byte[] code = new byte[HmacSha256.Size];
            _hmac.Begin();
            _hmac.Append(bytes, 0, bytes.Length);
            _hmac.Finish(code, 0);
            return code;
        }

        private static bool IsEmpty(string text)
        {
            return text == null || text.Length == 0;
        }
    }
}
