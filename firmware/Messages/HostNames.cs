namespace Nano.Firmware.Messages
{
    /// <summary>The syntax of host names: RFC 952, RFC 1123 section 2.1.</summary>
    public static class HostNames
    {
        /// <summary>The longest label in bytes (RFC 1035 section 2.3.4).</summary>
        public const int MaximumLabel = 63;

        /// <summary>Whether a text is a label: letters, digits and '-', which is neither the first nor the last.</summary>
        /// <param name="buffer">Holds the text.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public static bool IsLabel(byte[] buffer, int offset, int count)
        {
            if (count < 1 || count > MaximumLabel || buffer[offset] == '-' || buffer[offset + count - 1] == '-')
            {
                return false;
            }

            for (int end = offset + count; offset < end; offset++)
            {
                int c = buffer[offset];
                if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-')
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether a text is a list of host names with single spaces between them, each of labels with dots between them.</summary>
        /// <param name="buffer">Holds the text; an empty one is a list of none.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="most">How many names there may be.</param>
        public static bool AreNames(byte[] buffer, int offset, int count, int most)
        {
            int label = offset;
            int names = 0;
            for (int i = offset; count > 0 && i <= offset + count; i++)
            {
                bool isEnd = i == offset + count || buffer[i] == ' ';
                if (isEnd || buffer[i] == '.')
                {
                    names += isEnd ? 1 : 0;
                    if (!IsLabel(buffer, label, i - label) || names > most)
                    {
                        return false;
                    }

                    label = i + 1;
                }
            }

            return true;
        }
    }
}
