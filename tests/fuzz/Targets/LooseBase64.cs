using System;
using System.Linq;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Base64 as .NET decodes it, with what the library's reader takes beside: both alphabets, padding or none, any bits left over.</summary>
    internal static class LooseBase64
    {
        /// <summary>The bytes that a text stands for, or null when it is no Base64.</summary>
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
