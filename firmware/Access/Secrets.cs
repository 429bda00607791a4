using System;
using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Http;

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
    /// key that is made anew at each start. So the slow comparison is for the first time only, and for what is wrong.
    /// </summary>
    internal sealed class Secrets
    {
        private const int KeySize = 32;

        private readonly HmacSha256 _hmac = new HmacSha256();
        private readonly byte[] _code = new byte[HmacSha256.Size];
        private readonly byte[] _passwordCode = new byte[HmacSha256.Size];
        private readonly byte[] _tokenCode;
        private readonly byte[] _readTokenCode;
        private readonly Attempts _attempts = new Attempts();
        private bool _knowsPassword;

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
                Verifier = new PasswordVerifier(this, hash ?? PasswordHash.Create(options.Password, options.Iterations), slots);
            }

            _tokenCode = Seal(options.Token);
            _readTokenCode = Seal(options.ReadToken);
        }

        /// <summary>Compares passwords; null when there is no password.</summary>
        public PasswordVerifier Verifier { get; }

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
            SecretOutcome outcome = Look(exchange, buffer, offset, count, now);
            if (outcome == SecretOutcome.Pending && Verifier.Get(exchange.Slot, now) == Comparison.None)
            {
                Verifier.Wait(exchange.Slot, now);
            }

            return outcome;
        }

        /// <summary>What is pending for a slot: nothing, unless the last answer was that.</summary>
        public Comparison GetPending(int slot, long now)
        {
            return Verifier == null ? Comparison.None : Verifier.Get(slot, now);
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
            Comparison comparison = Verifier.Get(slot, now);
            if (comparison == Comparison.Waiting || comparison == Comparison.Running)
            {
                return SecretOutcome.Pending;
            }

            SecretOutcome outcome = SecretOutcome.Control;
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

        /// <summary>A client has left: nothing is pending for its slot any more.</summary>
        public void Forget(int slot)
        {
            Verifier?.Forget(slot);
        }

        /// <summary>A password has been compared and is right.</summary>
        public void Know(byte[] password, int count, int address)
        {
            Seal(password, 0, count, _passwordCode);
            _knowsPassword = true;
            _attempts.Clear(address);
        }

        private SecretOutcome Look(Exchange exchange, byte[] buffer, int offset, int count, long now)
        {
            if (_attempts.TimeToWait(exchange.Address, now) > 0)
            {
                Throttled++;
                return SecretOutcome.Throttled;
            }

            Seal(buffer, offset, count, _code);
            if ((_knowsPassword && Is(_passwordCode)) | (_tokenCode != null && Is(_tokenCode)))
            {
                _attempts.Clear(exchange.Address);
                return SecretOutcome.Control;
            }

            if (_readTokenCode != null && Is(_readTokenCode))
            {
                return SecretOutcome.Read;
            }

            if (Verifier != null && Verifier.IsBusy)
            {
                return SecretOutcome.Pending;
            }

            _attempts.Count(exchange.Address, now);
            if (Verifier == null || !PasswordHash.IsPassword(buffer, offset, count))
            {
                Wrong++;
                return SecretOutcome.Wrong;
            }

            Verifier.Begin(exchange.Slot, buffer, offset, count, exchange.Address);
            return SecretOutcome.Pending;
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
