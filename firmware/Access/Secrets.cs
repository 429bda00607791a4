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
    /// one block of SHA-256, between which the loop does everything else; one secret at a time gets its code, and one is compared slowly.
    /// </summary>
    internal sealed class Secrets : LoopTask
    {
        private const int KeySize = 32;

        // A client that has waited for so long behind others is sent away.
        private const int LongestWait = 10000;
        private const int Rest = 60000;

        // What a ticket can be beside the number of a secret that is being looked at, and an outcome with its sign changed.
        private const int WaitsForCode = 0;
        private const int WaitsForVerifier = int.MinValue;

        private readonly HmacSha256 _hmac = new HmacSha256();
        private readonly byte[] _code = new byte[HmacSha256.Size];
        private readonly byte[] _passwordCode = new byte[HmacSha256.Size];
        private readonly byte[] _tokenCode;
        private readonly byte[] _readTokenCode;
        private readonly Attempts _attempts = new Attempts();
        private readonly int[] _tickets;
        private readonly long[] _since;
        private bool _knowsPassword;

        // The secret whose code is being made: its number, 0 for none, whose it is, and where it came from.
        private readonly byte[] _secret = new byte[PasswordHash.MaximumPassword];
        private int _count;
        private bool _isTaken;
        private int _number;
        private int _sealing;
        private int _slot;
        private int _address;

        // The code of the password that is being compared.
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
                Verifier = new PasswordVerifier(hash ?? PasswordHash.Create(options.Password, options.Iterations));
            }

            _tokenCode = Seal(options.Token);
            _readTokenCode = Seal(options.ReadToken);
            _tickets = new int[slots];
            _since = new long[slots];
        }

        /// <summary>Compares passwords; null when there is no password.</summary>
        public PasswordVerifier Verifier { get; }

        /// <summary>Whether a secret is being looked at.</summary>
        public bool IsBusy => _sealing != 0 || (Verifier != null && Verifier.Current != 0);

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
        /// <param name="exchange">Who.</param>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The loop's time in milliseconds.</param>
        /// <returns>What it is worth; when that is pending, <see cref="Continue"/> tells later.</returns>
        public SecretOutcome Begin(Exchange exchange, byte[] buffer, int offset, int count, long now)
        {
            _since[exchange.Slot] = now;
            return Look(exchange, buffer, offset, count, now);
        }

        /// <summary>Whether to ask again would be of no use yet.</summary>
        public bool IsPending(int slot, long now)
        {
            switch (_tickets[slot])
            {
                case WaitsForCode: return _sealing != 0 && now - _since[slot] < LongestWait;
                case WaitsForVerifier: return Verifier.Current != 0 && now - _since[slot] < LongestWait;
                default: return _tickets[slot] > 0 && (_tickets[slot] == _sealing || (Verifier != null && _tickets[slot] == Verifier.Current));
            }
        }

        /// <summary>Asks again.</summary>
        public SecretOutcome Continue(Exchange exchange, byte[] buffer, int offset, int count, long now)
        {
            int slot = exchange.Slot;
            if (IsPending(slot, now))
            {
                return SecretOutcome.Pending;
            }

            int ticket = _tickets[slot];
            if (ticket == WaitsForCode || ticket == WaitsForVerifier)
            {
                bool isFree = ticket == WaitsForCode ? _sealing == 0 : Verifier.Current == 0;
                if (isFree)
                {
                    return Look(exchange, buffer, offset, count, now);
                }

                Busy++;
                return SecretOutcome.Busy;
            }

            SecretOutcome outcome = ticket < 0 ? (SecretOutcome)(-ticket)
                : Verifier != null && ticket == Verifier.Last && Verifier.WasRight ? SecretOutcome.Control : SecretOutcome.Wrong;
            Wrong += outcome == SecretOutcome.Wrong ? 1 : 0;
            return outcome;
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            bool isBusy = true;
            if (_sealing != 0)
            {
                if (!_isTaken)
                {
                    _hmac.Begin();
                    _hmac.Append(_secret, 0, _count);
                    _isTaken = true;
                }
                else if (_hmac.FinishBlock(_code, 0))
                {
                    Judge(now);
                }
            }
            else if (Verifier != null && Verifier.Current != 0)
            {
                if (Verifier.Run() && Verifier.WasRight)
                {
                    Array.Copy(_comparedCode, _passwordCode, _comparedCode.Length);
                    _knowsPassword = true;
                    _attempts.Clear(_comparedAddress);
                }
            }
            else
            {
                isBusy = false;
            }

            if (isBusy)
            {
                // At once, but after everything else.
                RunSoon();
            }

            return isBusy ? now : now + Rest;
        }

        /// <summary>Begins to make a secret's code, by which it is known if it can be.</summary>
        private SecretOutcome Look(Exchange exchange, byte[] buffer, int offset, int count, long now)
        {
            int slot = exchange.Slot;
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

            _tickets[slot] = WaitsForCode;
            if (_sealing == 0)
            {
                Array.Copy(buffer, offset, _secret, 0, count);
                _count = count;
                _slot = slot;
                _address = exchange.Address;
                _number = _number == int.MaxValue ? 1 : _number + 1;
                _sealing = _number;
                _tickets[slot] = _number;
                _isTaken = false;
                RunSoon();
            }

            return SecretOutcome.Pending;
        }

        /// <summary>A secret has its code: finds out what it is worth, or begins to compare it slowly. Its client may have gone meanwhile, and has had the attempt all the same.</summary>
        private void Judge(long now)
        {
            int number = _sealing;
            int result = number;
            _sealing = 0;
            if ((_knowsPassword && Is(_passwordCode)) | (_tokenCode != null && Is(_tokenCode)))
            {
                _attempts.Clear(_address);
                result = -(int)SecretOutcome.Control;
            }
            else if (_readTokenCode != null && Is(_readTokenCode))
            {
                result = -(int)SecretOutcome.Read;
            }
            else if (Verifier != null && Verifier.Current != 0)
            {
                result = WaitsForVerifier;
            }
            else
            {
                _attempts.Count(_address, now);
                if (Verifier == null || !PasswordHash.IsPassword(_secret, 0, _count))
                {
                    result = -(int)SecretOutcome.Wrong;
                }
                else
                {
                    Array.Copy(_code, _comparedCode, _code.Length);
                    _comparedAddress = _address;
                    Verifier.Begin(number, _secret, _count);
                }
            }

            Array.Clear(_secret, 0, _secret.Length);
            if (_tickets[_slot] == number)
            {
                _tickets[_slot] = result;
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
