using System.Text;
using Nano.Firmware.Drivers;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// A language of the setup page: a table of its texts. Another is added by a class like <see cref="SetupEnglish"/> and an entry in
    /// <see cref="SetupResource.Languages"/>.
    /// </summary>
    public abstract class SetupLanguage
    {
        /// <summary>The longest text in bytes of UTF-8: so much fits in a piece of the page.</summary>
        public const int MaximumText = 320;

        /// <summary>The language's tag (RFC 5646), such as zh-Hans; its first two letters choose it, as in <c>?lang=zh</c>.</summary>
        public abstract string Tag { get; }

        /// <summary>What it is called in itself.</summary>
        public abstract string Name { get; }

        /// <summary>Whether all texts are ASCII. Default false.</summary>
        public virtual bool IsAscii => false;

        /// <summary>A text.</summary>
        /// <param name="text">One of <see cref="SetupText"/>.</param>
        /// <returns>It may have HTML, and is empty where there is none.</returns>
        public abstract string Get(int text);

        /// <summary>
        /// The sentences for the faults of a channel line, with %c for a list, an id or a driver's remedy, %p for the GPIO, %o for the other line, %a and %b for the least and the greatest number, and %m for
        /// the chip.
        /// </summary>
        /// <param name="error">What is wrong.</param>
        /// <returns>Empty, which is the default, for the English sentence of <see cref="LineFault"/>.</returns>
        public virtual string GetFault(LineError error)
        {
            return "";
        }

        /// <summary>What comes before it, with %n for the line and %w for the word.</summary>
        public virtual string LineWord => "";

        /// <summary>Writes what is wrong with channel lines.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="fault">What is wrong.</param>
        public void WriteFault(ByteWriter writer, LineFault fault)
        {
            string template = GetFault(fault.Error);
            if (template.Length == 0)
            {
                WriteText(writer, fault.ToString());
                return;
            }

            template = fault.Line > 0 ? LineWord + template : template;
            for (int at = 0; at < template.Length;)
            {
                int mark = template.IndexOf('%', at);
                int end = mark < 0 ? template.Length : mark;
                Write(writer, template.Substring(at, end - at));
                at = end + 2;
                switch (mark < 0 ? ' ' : template[mark + 1])
                {
                    case 'n': writer.WriteNumber(fault.Line); break;
                    case 'w': WriteText(writer, fault.Word); break;
                    case 'c': WriteText(writer, fault.Text); break;
                    case 'p': writer.WriteNumber(fault.First); break;
                    case 'o': writer.WriteNumber(fault.Second); break;
                    case 'a': writer.WriteText(fault.Show(fault.First)); break;
                    case 'b': writer.WriteText(fault.Show(fault.Second)); break;
                    case 'm': writer.WriteText(fault.Chip); break;
                }
            }
        }

        private static void WriteText(ByteWriter writer, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Html.Write(writer, bytes, 0, bytes.Length);
        }

        /// <summary>Writes a text.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="text">One of <see cref="SetupText"/>.</param>
        public void Write(ByteWriter writer, int text)
        {
            Write(writer, Get(text));
        }

        private void Write(ByteWriter writer, string text)
        {
            int length = text.Length;
            if (IsAscii)
            {
                writer.WriteText(text);
            }
            else if (length > 0 && writer.Ensure(length * 3))
            {
                // A character has 3 bytes at most.
                writer.Advance(Encoding.UTF8.GetBytes(text, 0, length, writer.Buffer, writer.End));
            }
        }
    }
}
