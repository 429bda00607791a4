namespace Nano.Web.Http
{
    /// <summary>What each byte may be part of in a request head: one table look-up in place of a chain of comparisons.</summary>
    internal static class CharacterClass
    {
        /// <summary>tchar (RFC 9110 section 5.6.2).</summary>
        public const int Token = 1;

        /// <summary>May stand in a request target and means itself: visible ASCII without " # &lt; &gt;, which no client may send unescaped, and without % and ?.</summary>
        public const int Path = 2;

        /// <summary>May stand in a field value (RFC 9110 section 5.5): visible characters, SP, HT and obs-text.</summary>
        public const int FieldValue = 4;

        /// <summary>May stand in a host (RFC 3986 section 3.2.2): unreserved, sub-delims and %.</summary>
        public const int Host = 8;

        /// <summary>A digit of Base64 (RFC 4648 section 4).</summary>
        public const int Base64 = 16;

        /// <summary>The classes of each byte.</summary>
        public static readonly byte[] Table = Build();

        private static byte[] Build()
        {
            byte[] table = new byte[256];
            for (int i = 0; i < 256; i++)
            {
                bool visible = i > 0x20 && i < 0x7F;
                bool alphanumeric = (i >= '0' && i <= '9') || (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z');
                int classes = 0;
                if (alphanumeric)
                {
                    classes = Token | Host | Base64;
                }

                if (visible && i != '"' && i != '#' && i != '<' && i != '>' && i != '%' && i != '?')
                {
                    classes |= Path;
                }

                if (visible || i == ' ' || i == '\t' || i >= 0x80)
                {
                    classes |= FieldValue;
                }

                table[i] = (byte)classes;
            }

            Add(table, "!#$%&'*+-.^_`|~", Token);
            Add(table, "-._~%!$&'()*+,;=", Host);
            Add(table, "+/", Base64);
            return table;
        }

        private static void Add(byte[] table, string characters, int classes)
        {
            for (int i = 0; i < characters.Length; i++)
            {
                table[characters[i]] |= (byte)classes;
            }
        }
    }
}
