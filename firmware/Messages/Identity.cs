using System;
using System.Text;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware.Messages
{
    /// <summary>The names of the device, for people and for machines.</summary>
    public sealed class Identity
    {
        private const int MaximumName = 32;

        /// <summary>Encodes it once.</summary>
        /// <param name="name">The board's name: 1 to 32 bytes of UTF-8 without control characters.</param>
        /// <param name="firmware">The firmware's version.</param>
        /// <param name="id">The board's id: 1 to 32 of a-z, 0-9 and '-', which is neither the first nor the last.</param>
        /// <exception cref="ArgumentException">The name or the id is empty, too long, or has characters that it must not have.</exception>
        public Identity(string name, string firmware, string id)
        {
            Id = Encoding.UTF8.GetBytes(id);
            Firmware = Encoding.UTF8.GetBytes(firmware);
            Rename(name);
            if (Id.Length > MaximumName || !HostNames.IsLabel(Id, 0, Id.Length) || id != id.ToLower())
            {
                throw new ArgumentException("Id: 1 to 32 of a-z, 0-9 and '-', which is neither the first nor the last.");
            }
        }

        /// <summary>Makes an id of a hardware address: nano- and its last three bytes in hexadecimal digits, such as nano-1a2b3c.</summary>
        /// <param name="address">The six bytes of the address (IEEE 802 MAC).</param>
        public static string CreateId(byte[] address)
        {
            ByteWriter writer = new ByteWriter(new byte[12]);
            writer.WriteText("nano-");
            for (int i = 3; i < 6; i++)
            {
                writer.Write(Digit(address[i] >> 4));
                writer.Write(Digit(address[i] & 15));
            }

            return Encoding.UTF8.GetString(writer.Buffer, writer.Start, writer.Count);
        }

        /// <summary>The id that distinguishes the board from all others.</summary>
        internal byte[] Id { get; }

        /// <summary>The board's name.</summary>
        internal byte[] Name { get; private set; }

        /// <summary>The firmware's version.</summary>
        internal byte[] Firmware { get; }

        /// <summary>Gives the board another name.</summary>
        /// <param name="name">1 to 32 bytes of UTF-8 without control characters.</param>
        /// <exception cref="ArgumentException">The name is empty, too long, or has characters that it must not have.</exception>
        internal void Rename(string name)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            int escapes = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                escapes += bytes[i] < ' ' ? 1 : 0;
            }

            if (bytes.Length == 0 || bytes.Length > MaximumName || escapes > 0)
            {
                throw new ArgumentException("Name: 1 to 32 bytes of UTF-8 without control characters.");
            }

            Name = bytes;
        }

        /// <summary>The id, as a string made now.</summary>
        public override string ToString()
        {
            return Encoding.UTF8.GetString(Id, 0, Id.Length);
        }

        /// <summary>Writes it as JSON members: "board":…,"firmware":…,"id":… At most 160 bytes.</summary>
        internal void Write(ByteWriter writer)
        {
            writer.WriteText("\"board\":");
            JsonWriter.WriteString(writer, Name, 0, Name.Length);
            writer.WriteText(",\"firmware\":");
            JsonWriter.WriteString(writer, Firmware, 0, Firmware.Length);
            writer.WriteText(",\"id\":");
            JsonWriter.WriteString(writer, Id, 0, Id.Length);
        }

        private static byte Digit(int value)
        {
            return (byte)(value < 10 ? '0' + value : 'a' + value - 10);
        }
    }
}
