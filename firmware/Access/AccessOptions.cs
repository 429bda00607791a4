using System;
using Nano.Web.Http;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// The options of access control. Without a password and a token, every client may read and control. With one, a client needs it, except for loading
    /// the page. See security.md.
    /// </summary>
    public sealed class AccessOptions
    {
        private const int MinimumToken = 16;

        /// <summary>
        /// The password, which gives the rights to read and control. Either 1 to 64 bytes of UTF-8, or the result of
        /// <see cref="PasswordHash.Create(string)"/>, which is the form for storage. A hash may have up to <see cref="PasswordHash.MaximumIterations"/>
        /// iterations. Null or empty means that there is no password.
        /// </summary>
        public string Password { get; set; }

        /// <summary>
        /// A second secret with the same rights, for programs: 16 to 64 characters of A-Z, a-z, 0-9 and <c>-._~+/=</c>. It should be random, because it
        /// is compared without the slow hash. Null or empty means that there is no token.
        /// </summary>
        public string Token { get; set; }

        /// <summary>A token that gives only the right to read. Null or empty means that there is none.</summary>
        public string ReadToken { get; set; }

        /// <summary>Whether every client may read. Control then still requires a secret. Default false.</summary>
        public bool OpenReading { get; set; }

        /// <summary>The greatest number of sessions, 1 to 32. A further session replaces the one that was used least recently. Default 8. Each takes 40 bytes.</summary>
        public int Sessions { get; set; } = 8;

        /// <summary>
        /// The time after which an unused session expires, in milliseconds, 1,000 or more. An open WebSocket that receives samples counts as use. Default
        /// 12 hours.
        /// </summary>
        public int SessionIdle { get; set; } = 12 * 3600000;

        /// <summary>The greatest duration of a session in milliseconds, 1,000 or more. Default 7 days.</summary>
        public int SessionLifetime { get; set; } = 7 * 24 * 3600000;

        /// <summary>
        /// The iterations for a password that is not given as a hash, 1 to <see cref="PasswordHash.MaximumIterations"/>. Default 200 on a device (about
        /// two seconds on an ESP32-C3) and 100,000 on the desktop.
        /// </summary>
        public int Iterations { get; set; } = PasswordCost.Iterations;

        /// <summary>The host names that requests may name, in addition to addresses, localhost, and the device's name with and without .local.</summary>
        public HostPolicy Hosts { get; } = new HostPolicy();

        /// <summary>The origins whose pages may use the device, in addition to its own.</summary>
        public OriginPolicy Origins { get; } = new OriginPolicy();

        /// <summary>Whether the options contain a password or a token.</summary>
        internal bool HasSecrets => !string.IsNullOrEmpty(Password) || !string.IsNullOrEmpty(Token) || !string.IsNullOrEmpty(ReadToken);

        /// <summary>Checks the number of iterations of a password's hash.</summary>
        /// <param name="iterations">The number.</param>
        /// <exception cref="ArgumentException">The number is outside the range of this target, 1 to <see cref="PasswordHash.MaximumIterations"/>.</exception>
        public static void CheckIterations(int iterations)
        {
            if (iterations < 1 || iterations > PasswordHash.MaximumIterations)
            {
                throw new ArgumentException("The hash of the password takes " + iterations.ToString() + " iterations for each attempt; this target permits 1 to " + PasswordHash.MaximumIterations.ToString()
                    + ". Create the hash on this target, with PasswordHash.Create or the setup page.");
            }
        }

        /// <summary>Checks the form of a token.</summary>
        /// <param name="token">The token.</param>
        /// <exception cref="ArgumentException">The token has another length or other characters than <see cref="Token"/> allows.</exception>
        public static void CheckToken(string token)
        {
            bool isToken = token.Length >= MinimumToken && token.Length <= PasswordHash.MaximumPassword;
            for (int i = 0; i < token.Length; i++)
            {
                char c = token[i];
                isToken &= (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' || c == '+' || c == '/' || c == '=';
            }

            if (!isToken)
            {
                throw new ArgumentException("A token is 16 to 64 random characters of A-Z, a-z, 0-9 and -._~+/=.");
            }
        }
    }
}
