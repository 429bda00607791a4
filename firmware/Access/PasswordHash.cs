using System;
using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// The stored form of a password: pbkdf2-sha256$iterations$salt$hash, with salt and hash in Base64. An attacker with the stored form must try
    /// passwords, each at the cost of all iterations (RFC 8018), and the random salt prevents one computation for several hashes.
    /// </summary>
    public sealed class PasswordHash
    {
        /// <summary>The greatest length of a password in bytes.</summary>
        public const int MaximumPassword = 64;

        /// <summary>The greatest number of iterations of a hash that this target accepts; they take it some seconds for each attempt.</summary>
        public const int MaximumIterations = PasswordCost.MaximumIterations;

        private const int SaltSize = 16;
        private static readonly string s_scheme = "pbkdf2-sha256";

        private readonly byte[] _salt;
        private readonly byte[] _hash;

        private PasswordHash(int iterations, byte[] salt, byte[] hash)
        {
            Iterations = iterations;
            _salt = salt;
            _hash = hash;
        }

        /// <summary>The number of iterations.</summary>
        public int Iterations { get; }

        /// <summary>Hashes a password with the number of iterations for this target.</summary>
        /// <param name="password">The password.</param>
        /// <returns>The stored form, at most 96 characters.</returns>
        /// <exception cref="ArgumentException">The password is empty, longer than 64 bytes of UTF-8, or contains NUL.</exception>
        public static string Create(string password)
        {
            Check(password);
            return Create(password, PasswordCost.Iterations).ToString();
        }

        /// <summary>Checks that a text can be a password.</summary>
        /// <param name="password">The text.</param>
        /// <exception cref="ArgumentException">It is empty, longer than 64 bytes of UTF-8, or contains NUL.</exception>
        public static void Check(string password)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(password);
            if (!IsPassword(bytes, 0, bytes.Length))
            {
                throw new ArgumentException("A password is 1 to 64 bytes of UTF-8, none of them NUL.");
            }
        }

        /// <summary>
        /// Checks that bytes can be a password: 1 to 64 bytes without NUL. HMAC pads its keys with NUL, so that a password with and without a final NUL
        /// would have the same hash.
        /// </summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        public static bool IsPassword(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            while (offset < end && buffer[offset] != 0)
            {
                offset++;
            }

            return offset == end && count > 0 && count <= MaximumPassword;
        }

        /// <summary>Parses the stored form of a password.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The hash, or null when the text has another form.</returns>
        public static PasswordHash Parse(string text)
        {
            string[] parts = text.Split(new[] { '$' });
            if (parts.Length != 4 || parts[0] != s_scheme)
            {
                return null;
            }

            byte[] number = Encoding.UTF8.GetBytes(parts[1]);
            long iterations = Ascii.ParseNumber(number, 0, number.Length);
            byte[] salt = new byte[SaltSize];
            byte[] hash = new byte[Pbkdf2.Size];
            return iterations >= 1 && iterations <= int.MaxValue && Decode(parts[2], salt) && Decode(parts[3], hash)
                ? new PasswordHash((int)iterations, salt, hash) : null;
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return s_scheme + "$" + Iterations.ToString() + "$" + Encode(_salt) + "$" + Encode(_hash);
        }

        /// <summary>Hashes any text. A text that cannot be a password gives a hash that no password matches.</summary>
        internal static PasswordHash Create(string password, int iterations)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(password);
            return Create(bytes, bytes.Length, iterations);
        }

        internal static PasswordHash Create(byte[] password, int count, int iterations)
        {
            Pbkdf2 function = new Pbkdf2();
            PasswordHash hash = BeginNew(function, password, count, iterations);
            function.Run(int.MaxValue);
            hash.Finish(function);
            return hash;
        }

        /// <summary>Begins to compute a hash with a new random salt. After the function has run, <see cref="Finish"/> takes the result.</summary>
        internal static PasswordHash BeginNew(Pbkdf2 function, byte[] password, int count, int iterations)
        {
            PasswordHash hash = new PasswordHash(iterations, new byte[SaltSize], new byte[Pbkdf2.Size]);
            SecureRandom.Fill(hash._salt);
            hash.Begin(function, password, 0, count);
            return hash;
        }

        /// <summary>Takes the result of the function.</summary>
        internal void Finish(Pbkdf2 function)
        {
            function.Finish(_hash, 0);
        }

        /// <summary>Begins to hash a password for a comparison.</summary>
        internal void Begin(Pbkdf2 function, byte[] password, int offset, int count)
        {
            function.Begin(password, offset, count, _salt, Iterations);
        }

        /// <summary>Compares the result of the function with the hash. The function must have finished.</summary>
        internal bool Equals(Pbkdf2 function, byte[] scratch)
        {
            function.Finish(scratch, 0);
            return ConstantTime.Equals(scratch, 0, _hash, 0, _hash.Length);
        }

        private static string Encode(byte[] bytes)
        {
            byte[] text = new byte[(bytes.Length + 2) / 3 * 4];
            return Encoding.UTF8.GetString(text, 0, Base64.Encode(bytes, 0, bytes.Length, text, 0));
        }

        private static bool Decode(string text, byte[] bytes)
        {
            byte[] characters = Encoding.UTF8.GetBytes(text);
            return Base64.Decode(characters, 0, characters.Length, bytes, 0) == bytes.Length;
        }
    }
}
