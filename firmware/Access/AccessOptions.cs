using System;
using Nano.Web.Http;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Who may do what. Without a password and a token everybody may do everything; with one, who has it may, and others nothing
    /// but look at the page. See security.md.
    /// </summary>
    public sealed class AccessOptions
    {
        private const int MinimumToken = 16;

        /// <summary>
        /// The password: who has it may read and control. 1 to 64 bytes of UTF-8, or what <see cref="PasswordHash.Create(string)"/> made of them, which is what to
        /// keep anywhere; of a hash made elsewhere no more than <see cref="PasswordHash.MaximumIterations"/> are gone by. Null or empty for none.
        /// </summary>
        public string Password { get; set; }

        /// <summary>
        /// A second secret with the same rights, for programs: 16 to 64 of A-Z, a-z, 0-9 and <c>-._~+/=</c>, which should be random; a fast comparison
        /// serves for it. Null or empty for none.
        /// </summary>
        public string Token { get; set; }

        /// <summary>The same, with the right to read only; null or empty for none.</summary>
        public string ReadToken { get; set; }

        /// <summary>Whether everybody may read; then only control takes a password. Default false.</summary>
        public bool OpenReading { get; set; }

        /// <summary>How many clients can be signed in at once, 1 to 32; one more displaces who has been silent for longest. Default 8. Each takes 40 bytes.</summary>
        public int Sessions { get; set; } = 8;

        /// <summary>How long a session may be out of use, in milliseconds; an open WebSocket is use. Default 12 hours.</summary>
        public int SessionIdle { get; set; } = 12 * 3600000;

        /// <summary>How long a session lasts at most, in milliseconds. Default 7 days.</summary>
        public int SessionLifetime { get; set; } = 7 * 24 * 3600000;

        /// <summary>The iterations of a password that is not given as a hash, 1 to <see cref="PasswordHash.MaximumIterations"/>. Default: what takes the target something like a second.</summary>
        public int Iterations { get; set; } = PasswordCost.Iterations;

        /// <summary>The names that the board may be asked for by, beside addresses, localhost, and the host name with and without .local.</summary>
        public HostPolicy Hosts { get; } = new HostPolicy();

        /// <summary>The origins whose pages may use the board, beside its own.</summary>
        public OriginPolicy Origins { get; } = new OriginPolicy();

        /// <summary>Looks whether a token has the form that tokens have.</summary>
        /// <exception cref="ArgumentException">It has not.</exception>
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
                throw new ArgumentException("A token is 16 to 64 of A-Z, a-z, 0-9 and -._~+/=, random ones.");
            }
        }
    }
}
