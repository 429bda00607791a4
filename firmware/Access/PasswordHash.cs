using System;
using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// A password as it is kept: pbkdf2-sha256$iterations$salt$hash, the last two in Base64. Who reads it must try passwords one by one,
    /// each at the cost of so many iterations (RFC 8018), and each hash anew because of its salt.
    /// </summary>
    public sealed class PasswordHash
    {
        /// <summary>The longest password in bytes.</summary>
        public const int MaximumPassword = 64;

        /// <summary>The most iterations that this target does for an attempt to sign in: some seconds of its time.</summary>
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

        /// <summary>How often the function is applied.</summary>
        public int Iterations { get; }

        /// <summary>Hashes a password at the cost that suits this target, which takes the device about a second.</summary>
        /// <returns>The hash as text, of at most 96 characters.</returns>
        /// <exception cref="ArgumentException">The password is empty, longer than 64 bytes of UTF-8, or has a NUL.</exception>
        public static string Create(string password)
        {
            Check(password);
            return Create(password, PasswordCost.Iterations).ToString();
        }

        /// <summary>Looks whether a text can be a password.</summary>
        /// <exception cref="ArgumentException">It is empty, longer than 64 bytes of UTF-8, or has a NUL.</exception>
        public static void Check(string password)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(password);
            if (!IsPassword(bytes, 0, bytes.Length))
            {
                throw new ArgumentException("A password is 1 to 64 bytes of UTF-8, none of them NUL.");
            }
        }

        /// <summary>Whether bytes can be a password: 1 to 64 of them, and no NUL, which HMAC pads its keys with: by its hash a password is the same with and without one behind it.</summary>
        public static bool IsPassword(byte[] buffer, int offset, int count)
        {
            int end = offset + count;
            while (offset < end && buffer[offset] != 0)
            {
                offset++;
            }

            return offset == end && count > 0 && count <= MaximumPassword;
        }

        /// <summary>Reads a hash.</summary>
        /// <returns>Null when the text is none.</returns>
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

        /// <summary>Hashes any text; one that is no password is none that anybody can give.</summary>
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

        /// <summary>Begins to make a hash under a salt of its own: <see cref="Finish"/> ends it, once the function has run.</summary>
        internal static PasswordHash BeginNew(Pbkdf2 function, byte[] password, int count, int iterations)
        {
            PasswordHash hash = new PasswordHash(iterations, new byte[SaltSize], new byte[Pbkdf2.Size]);
            SecureRandom.Fill(hash._salt);
            hash.Begin(function, password, 0, count);
            return hash;
        }

        /// <summary>Takes what has been made.</summary>
        internal void Finish(Pbkdf2 function)
        {
            function.Finish(_hash, 0);
        }

        /// <summary>Begins to hash what may be the password.</summary>
        internal void Begin(Pbkdf2 function, byte[] password, int offset, int count)
        {
            function.Begin(password, offset, count, _salt, Iterations);
        }

        /// <summary>Whether what was begun is the password, once all of it is done.</summary>
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
