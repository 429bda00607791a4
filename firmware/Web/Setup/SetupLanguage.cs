using System.Text;
using Nano.Firmware.Boards;
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

        /// <summary>What is wrong with pins, with %c for the channel, %p for its GPIO or ADC channel, %o for the other channel and %m for the chip.</summary>
        /// <param name="error">What is wrong.</param>
        /// <returns>Empty, which is the default, for the English sentence of <see cref="PinFault"/>.</returns>
        public virtual string GetPinFault(PinError error)
        {
            return "";
        }

        /// <summary>A GPIO, before its number. Default GPIO.</summary>
        public virtual string Gpio => "GPIO ";

        /// <summary>An ADC channel, before its number. Default ADC.</summary>
        public virtual string Adc => "ADC ";

        /// <summary>Writes a text.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="text">One of <see cref="SetupText"/>.</param>
        public void Write(ByteWriter writer, int text)
        {
            Write(writer, Get(text));
        }

        /// <summary>Writes what is wrong with pins.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="fault">See <see cref="PinFault"/>.</param>
        /// <param name="chip">The board's; null when it is unknown.</param>
        public void WritePinFault(ByteWriter writer, int fault, Chip chip)
        {
            string template = GetPinFault(PinFault.ErrorOf(fault));
            if (template.Length == 0)
            {
                PinFault.Write(writer, fault, chip);
            }

            int channel = PinFault.ChannelOf(fault);
            int at = 0;
            while (at < template.Length)
            {
                int mark = template.IndexOf('%', at);
                int end = mark < 0 ? template.Length : mark;
                Write(writer, template.Substring(at, end - at));
                at = end + 2;
                switch (mark < 0 ? ' ' : template[mark + 1])
                {
                    case 'c': writer.WriteText(PinList.IdOf(channel)); break;
                    case 'o': writer.WriteText(PinList.IdOf(PinFault.OtherOf(fault))); break;
                    case 'm': writer.WriteText(chip == null ? "" : chip.Name); break;
                    case 'p':
                        Write(writer, PinList.IsAnalog(channel) ? Adc : Gpio);
                        writer.WriteNumber(PinFault.NumberOf(fault));
                        break;
                }
            }
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
