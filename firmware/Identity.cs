using System;
using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>Who the device is, as JSON members: "board":…,"firmware":…</summary>
    internal static class Identity
    {
        /// <summary>The most bytes they have together.</summary>
        public const int MaximumLength = 160;

        private const int MaximumName = 32;

        /// <summary>Encodes them once.</summary>
        /// <param name="name">The board's name.</param>
        /// <exception cref="ArgumentException">The name is empty, or too long.</exception>
        public static byte[] Encode(string name)
        {
            byte[] encoded = JsonWriter.Encode(name);
            int length = Encoding.UTF8.GetBytes(name).Length;
            if (length == 0 || length > MaximumName || encoded.Length > MaximumLength - 40)
            {
                throw new ArgumentException("Name: 1 to 32 bytes of UTF-8, mostly printable.");
            }

            ByteWriter writer = new ByteWriter(new byte[MaximumLength]);
            writer.WriteAscii("\"board\":");
            writer.Write(encoded, 0, encoded.Length);
            writer.WriteAscii(",\"firmware\":\"");
            writer.WriteAscii(Device.Version);
            writer.WriteAscii("\"");
            byte[] identity = new byte[writer.Count];
            Array.Copy(writer.Buffer, identity, identity.Length);
            return identity;
        }
    }
}
