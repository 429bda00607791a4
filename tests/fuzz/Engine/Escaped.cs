using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>
    /// Converts bytes to text that can be read and edited: \r \n \t \\ and \xHH have their meaning of C#. Line ends may be anywhere and have no meaning.
    /// </summary>
    internal static class Escaped
    {
        public static string Write(ReadOnlySpan<byte> bytes, int width = 120)
        {
            StringBuilder text = new StringBuilder();
            int line = 0;
            foreach (byte b in bytes)
            {
                string next = b switch
                {
                    (byte)'\r' => "\\r",
                    (byte)'\n' => "\\n",
                    (byte)'\t' => "\\t",
                    (byte)'\\' => "\\\\",
                    _ => b >= ' ' && b < 0x7F && !(b == '#' && line == 0) && !(b == ' ' && line == 0) ? ((char)b).ToString() : "\\x" + b.ToString("X2", CultureInfo.InvariantCulture),
                };
                text.Append(next);
                line += next.Length;
                if ((b == '\n' && width < int.MaxValue) || line >= width)
                {
                    // Escapes a space at the end of a line, which editors might remove.
                    if (next == " ")
                    {
                        text.Length--;
                        text.Append("\\x20");
                    }

                    text.Append('\n');
                    line = 0;
                }
            }

            return text.ToString();
        }

        public static void Read(string text, Input into)
        {
            into.Clear();
            foreach (string line in text.Split('\n'))
            {
                for (int i = 0; i < line.Length; i++)
                {
                    if (line[i] != '\\')
                    {
                        into.Add(line[i] < 0x80 ? line[i] : throw new InvalidDataException("Bytes above 0x7F must be written as \\xHH: " + line));
                        continue;
                    }

                    switch (++i < line.Length ? line[i] : '\n')
                    {
                        case 'r': into.Add('\r'); break;
                        case 'n': into.Add('\n'); break;
                        case 't': into.Add('\t'); break;
                        case '\\': into.Add('\\'); break;
                        case 'x' when i + 2 < line.Length && byte.TryParse(line.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value):
                            into.Add(value);
                            i += 2;
                            break;
                        default: throw new InvalidDataException("Behind \\ stands r, n, t, \\ or xHH: " + line);
                    }
                }
            }
        }
    }
}
