using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>Text in HTML.</summary>
    internal static class Html
    {
        /// <summary>Writes text that means itself, in an element or in a quoted attribute.</summary>
        /// <param name="writer">Receives at most 6 bytes for each.</param>
        /// <param name="text">Holds the text: UTF-8.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public static void Write(ByteWriter writer, byte[] text, int offset, int count)
        {
            for (int end = offset + count; offset < end; offset++)
            {
                switch (text[offset])
                {
                    case (byte)'&': writer.WriteAscii("&amp;"); break;
                    case (byte)'<': writer.WriteAscii("&lt;"); break;
                    case (byte)'>': writer.WriteAscii("&gt;"); break;
                    case (byte)'"': writer.WriteAscii("&quot;"); break;
                    case (byte)'\'': writer.WriteAscii("&#39;"); break;
                    default: writer.Write(text[offset]); break;
                }
            }
        }
    }
}
