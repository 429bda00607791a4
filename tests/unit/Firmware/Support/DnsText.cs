using System.Text;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>DNS messages as text, such as "8400 an(nano.local A flush 120 192.168.1.20)": the id where it is not 0, the flags, and each section that is not empty.</summary>
    internal static class DnsText
    {
        private static readonly string[] s_sections = { "an", "ns", "ar" };

        private static byte[] s_message;
        private static int s_at;

        /// <summary>Describes a message.</summary>
        public static string Describe(byte[] message, int count)
        {
            if (count == 0)
            {
                return "";
            }

            s_message = message;
            s_at = 0;
            int id = Read16();
            string text = (id != 0 ? id + " " : "") + Hex(Read16());
            int questions = Read16();
            int[] counts = { Read16(), Read16(), Read16() };
            for (int i = 0; i < questions; i++)
            {
                text += (i == 0 ? " q(" : "; ") + ReadName() + " " + TypeName(Read16());
                int wanted = Read16();
                text += ((wanted & 0x8000) != 0 ? " qu" : "") + ((wanted & 0x7FFF) != 1 ? " class " + (wanted & 0x7FFF) : "");
            }

            text += questions > 0 ? ")" : "";
            for (int section = 0; section < 3; section++)
            {
                for (int i = 0; i < counts[section]; i++)
                {
                    text += (i == 0 ? " " + s_sections[section] + "(" : "; ") + ReadRecord();
                }

                text += counts[section] > 0 ? ")" : "";
            }

            return text + (s_at != count ? " and " + (count - s_at) + " bytes more" : "");
        }

        private static string ReadRecord()
        {
            string text = ReadName() + " ";
            int type = Read16();
            int recordClass = Read16();
            text += TypeName(type) + ((recordClass & 0x8000) != 0 ? " flush" : "") + ((recordClass & 0x7FFF) != 1 ? " class " + (recordClass & 0x7FFF) : "");
            int high = Read16();
            text += " " + (high * 65536 + Read16());
            int length = Read16();
            int end = s_at + length;
            switch (type)
            {
                case 1: text += " " + s_message[s_at] + "." + s_message[s_at + 1] + "." + s_message[s_at + 2] + "." + s_message[s_at + 3]; s_at += 4; break;
                case 12: text += " " + ReadName(); break;
                case 33: text += " " + Read16() + " " + Read16() + " " + Read16() + " " + ReadName(); break;
                case 47: text += " " + ReadName() + ReadTypes(end); break;
                case 16:
                    while (s_at < end)
                    {
                        text += " " + ReadText();
                    }

                    break;
            }

            return text + (s_at != end ? " WRONG LENGTH" : "");
        }

        private static string ReadTypes(int end)
        {
            string text = "";
            int window = s_message[s_at++];
            int length = s_message[s_at++];
            for (int i = 0; i < length * 8; i++)
            {
                if ((s_message[s_at + i / 8] & 0x80 >> i % 8) != 0)
                {
                    text += " " + TypeName(window * 256 + i);
                }
            }

            s_at += length;
            return text + (s_at != end ? " WRONG MAP" : "");
        }

        private static string ReadName()
        {
            string text = "";
            int back = -1;
            while (s_message[s_at] != 0)
            {
                if (s_message[s_at] >= 0xC0)
                {
                    int to = Read16() & 0x3FFF;
                    back = back < 0 ? s_at : back;
                    s_at = to;
                }
                else
                {
                    text += (text.Length > 0 ? "." : "") + ReadText();
                }
            }

            s_at = back < 0 ? s_at + 1 : back;
            return text;
        }

        private static string ReadText()
        {
            int length = s_message[s_at];
            string text = Encoding.UTF8.GetString(s_message, s_at + 1, length);
            s_at += 1 + length;
            return text;
        }

        private static int Read16()
        {
            s_at += 2;
            return s_message[s_at - 2] << 8 | s_message[s_at - 1];
        }

        private static string TypeName(int type)
        {
            switch (type)
            {
                case 1: return "A";
                case 12: return "PTR";
                case 16: return "TXT";
                case 28: return "AAAA";
                case 33: return "SRV";
                case 47: return "NSEC";
                case 255: return "ANY";
                default: return "type " + type;
            }
        }

        private static string Hex(int value)
        {
            const string Digits = "0123456789abcdef";
            string text = "";
            for (int shift = 12; shift >= 0; shift -= 4)
            {
                text += Digits[value >> shift & 15];
            }

            return text;
        }
    }
}
