using System;
using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>Who the device is.</summary>
    internal sealed class Identity
    {
        private const int MaximumName = 32;

        private static readonly byte[] s_board = Encoding.UTF8.GetBytes("\"board\":");
        private static readonly byte[] s_firmware = Encoding.UTF8.GetBytes(",\"firmware\":");

        /// <summary>Encodes it once.</summary>
        /// <param name="name">The board's name: 1 to 32 bytes of UTF-8 without control characters.</param>
        /// <param name="firmware">The firmware's version.</param>
        /// <exception cref="ArgumentException">The name is empty, or too long.</exception>
        public Identity(string name, string firmware)
        {
            Name = Encoding.UTF8.GetBytes(name);
            Firmware = Encoding.UTF8.GetBytes(firmware);
            int escapes = 0;
            for (int i = 0; i < Name.Length; i++)
            {
                escapes += Name[i] < ' ' ? 1 : 0;
            }

            if (Name.Length == 0 || Name.Length > MaximumName || escapes > 0)
            {
                throw new ArgumentException("Name: 1 to 32 bytes of UTF-8 without control characters.");
            }
        }

        /// <summary>The board's name.</summary>
        public byte[] Name { get; }

        /// <summary>The firmware's version.</summary>
        public byte[] Firmware { get; }

        /// <summary>Writes it as JSON members: "board":…,"firmware":… At most 120 bytes.</summary>
        public void Write(ByteWriter writer)
        {
            writer.Write(s_board, 0, s_board.Length);
            JsonWriter.WriteString(writer, Name, 0, Name.Length);
            writer.Write(s_firmware, 0, s_firmware.Length);
            JsonWriter.WriteString(writer, Firmware, 0, Firmware.Length);
        }
    }
}
