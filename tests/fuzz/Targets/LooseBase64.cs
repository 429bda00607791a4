using System;
using System.Linq;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Base64 by .NET's implementation with the extensions of the library: both alphabets, optional padding, any unused bits.</summary>
    internal static class LooseBase64
    {
        /// <summary>Returns the decoded bytes, or null when the text is not Base64.</summary>
        public static byte[] Decode(string text)
        {
            if (text.Length % 4 == 0)
            {
                text = text.EndsWith("==", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('=') ? text[..^1] : text;
            }

            bool isBase64 = text.Length % 4 != 1 && text.All(c => char.IsAsciiLetterOrDigit(c) || "+/-_".Contains(c));
            return isBase64 ? Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - text.Length % 4) % 4)) : null;
        }
    }
}
