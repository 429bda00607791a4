using System;
using System.Text;
using Nano.Web.Text;

namespace Nano.Web.Json
{
    /// <summary>
    /// Writes JSON strings and escapes the characters that need it (RFC 8259 section 7). Programs write the rest of JSON, such as braces, commas and
    /// numbers, directly with a <see cref="ByteWriter"/>.
    /// </summary>
    public sealed class JsonWriter
    {
        private const int MaximumDepth = 31;

        private ByteWriter _output;
        private int _depth;

        // A bit for each open object and array, the innermost lowest: whether it has a member.
        private uint _hasMember;
        private bool _hasName;

        /// <summary>Begins a text.</summary>
        /// <param name="output">Receives it.</param>
        public void Begin(ByteWriter output)
        {
            _output = output;
            _depth = 0;
            _hasMember = 0;
            _hasName = false;
        }

        /// <summary>Ends the text.</summary>
        /// <exception cref="InvalidOperationException">An object or array is open, or there is no value.</exception>
        public void End()
        {
            if (_depth != 0 || _hasMember == 0 || _hasName)
            {
                throw new InvalidOperationException("The JSON is not whole: an object or array has no end, or there is no value.");
            }
        }

        /// <summary>Begins an object.</summary>
        public void BeginObject()
        {
            Open('{');
        }

        /// <summary>Begins an object that is a member of an object.</summary>
        /// <param name="name">The member's name.</param>
        public void BeginObject(string name)
        {
            WriteName(name);
            Open('{');
        }

        /// <summary>Ends an object.</summary>
        public void EndObject()
        {
            Close('}');
        }

        /// <summary>Begins an array.</summary>
        public void BeginArray()
        {
            Open('[');
        }

        /// <summary>Begins an array that is a member of an object.</summary>
        /// <param name="name">The member's name.</param>
        public void BeginArray(string name)
        {
            WriteName(name);
            Open('[');
        }

        /// <summary>Ends an array.</summary>
        public void EndArray()
        {
            Close(']');
        }

        /// <summary>Adds a string to an object.</summary>
        /// <param name="name">The member's name.</param>
        /// <param name="value">The string; null writes null.</param>
        public void Add(string name, string value)
        {
            WriteName(name);
            Add(value);
        }

        /// <summary>Adds a number to an object.</summary>
        /// <param name="name">The member's name.</param>
        /// <param name="value">The number.</param>
        public void Add(string name, long value)
        {
            WriteName(name);
            Add(value);
        }

        /// <summary>Adds a number with digits behind the point to an object.</summary>
        /// <param name="name">The member's name.</param>
        /// <param name="value">The number; one that is not finite writes null.</param>
        /// <param name="decimals">How many digits there are behind the point, 0 to 8.</param>
        public void Add(string name, double value, int decimals)
        {
            WriteName(name);
            Add(value, decimals);
        }

        /// <summary>Adds true or false to an object.</summary>
        /// <param name="name">The member's name.</param>
        /// <param name="value">Which.</param>
        public void Add(string name, bool value)
        {
            WriteName(name);
            Add(value);
        }

        /// <summary>Adds a string to an array.</summary>
        /// <param name="value">The string; null writes null.</param>
        public void Add(string value)
        {
            Separate();
            if (value == null)
            {
                _output.WriteText("null");
            }
            else
            {
                WriteString(_output, value);
            }
        }

        /// <summary>Adds a string of bytes to an array, or behind <see cref="WriteName"/> to an object.</summary>
        /// <param name="text">Holds the text: valid UTF-8.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        public void Add(byte[] text, int offset, int count)
        {
            Separate();
            WriteString(_output, text, offset, count);
        }

        /// <summary>Adds a number to an array.</summary>
        /// <param name="value">The number.</param>
        public void Add(long value)
        {
            Separate();
            _output.WriteNumber(value);
        }

        /// <summary>Adds a number with digits behind the point to an array.</summary>
        /// <param name="value">The number, rounded to the digits; one beyond 10^9 or not finite writes null.</param>
        /// <param name="decimals">How many digits there are behind the point, 0 to 8.</param>
        public void Add(double value, int decimals)
        {
            Separate();
            if (!(value > -1e9 && value < 1e9) || decimals < 0 || decimals > 8)
            {
                _output.WriteText("null");
                return;
            }

            long scale = 1;
            for (int i = 0; i < decimals; i++)
            {
                scale *= 10;
            }

            _output.WriteDecimal((long)(value * scale + (value < 0 ? -0.5 : 0.5)), decimals);
        }

        /// <summary>Adds true or false to an array.</summary>
        /// <param name="value">Which.</param>
        public void Add(bool value)
        {
            Separate();
            _output.WriteText(value ? "true" : "false");
        }

        /// <summary>Writes the name of an object's member; its value follows.</summary>
        /// <param name="name">The name.</param>
        public void WriteName(string name)
        {
            Separate();
            WriteString(_output, name);
            _output.Write((byte)':');
            _hasName = true;
        }

        /// <summary>Writes a string with its quotes.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="text">The text.</param>
        public static void WriteString(ByteWriter writer, string text)
        {
            writer.Write((byte)'"');
            int start = writer.Count;
            writer.WriteText(text);
            int count = writer.Count - start;
            int escapes = CountEscapes(writer._buffer, writer._start + start, count);
            if (escapes > 0)
            {
                Escape(writer, start, count, escapes);
            }

            writer.Write((byte)'"');
        }

        /// <summary>Writes a string with its quotes. It overflows the writer when the string does not fit.</summary>
        /// <param name="writer">The destination.</param>
        /// <param name="text">Holds the text, which must be valid UTF-8.</param>
        /// <param name="offset">Index of the text's first byte.</param>
        /// <param name="count">Its length in bytes.</param>
        public static void WriteString(ByteWriter writer, byte[] text, int offset, int count)
        {
            writer.Write((byte)'"');
            for (int end = offset + count; offset < end; offset++)
            {
                byte b = text[offset];
                if (b < ' ')
                {
                    writer.WriteText("\\u");
                    writer.WriteHex(b, 4);
                    continue;
                }

                if (b == '"' || b == '\\')
                {
                    writer.Write((byte)'\\');
                }

                writer.Write(b);
            }

            writer.Write((byte)'"');
        }

        /// <summary>Encodes a string, including its quotes, once for repeated use. It allocates; <see cref="WriteString(ByteWriter, string)"/> does not.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The encoded string in UTF-8, with its quotes.</returns>
        public static byte[] Encode(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            ByteWriter writer = new ByteWriter(new byte[utf8.Length * 6 + 2]);
            WriteString(writer, utf8, 0, utf8.Length);
            byte[] encoded = new byte[writer.Count];
            Array.Copy(writer.Buffer, encoded, encoded.Length);
            return encoded;
        }

        /// <summary>How many bytes more the escapes of a text take.</summary>
        private static int CountEscapes(byte[] buffer, int offset, int count)
        {
            int more = 0;
            for (int end = offset + count; offset < end; offset++)
            {
                byte b = buffer[offset];
                more += b < ' ' ? 5 : b == '"' || b == '\\' ? 1 : 0;
            }

            return more;
        }

        /// <summary>Puts the escapes of a text in its place, from its end on.</summary>
        private static void Escape(ByteWriter writer, int start, int count, int more)
        {
            if (!writer.Ensure(more))
            {
                return;
            }

            byte[] buffer = writer._buffer;
            int from = writer._start + start + count;
            int to = from + more;
            writer.Advance(more);
            while (from < to)
            {
                byte b = buffer[--from];
                if (b >= ' ')
                {
                    buffer[--to] = b;
                    if (b == '"' || b == '\\')
                    {
                        buffer[--to] = (byte)'\\';
                    }

                    continue;
                }

                for (int shift = 0; shift < 16; shift += 4)
                {
                    int digit = (b >> shift) & 15;
                    buffer[--to] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
                }

                buffer[--to] = (byte)'u';
                buffer[--to] = (byte)'\\';
            }
        }

        private void Open(char bracket)
        {
            Separate();
            if (_depth == MaximumDepth)
            {
                throw new InvalidOperationException("Objects and arrays are nested more than 31 deep.");
            }

            _depth++;
            _hasMember <<= 1;
            _output.Write((byte)bracket);
        }

        private void Close(char bracket)
        {
            if (_depth == 0 || _hasName)
            {
                throw new InvalidOperationException("No object or array is open, or a name has no value.");
            }

            _depth--;
            _hasMember >>= 1;
            _output.Write((byte)bracket);
        }

        /// <summary>Writes the comma before a value or a name that is not the first.</summary>
        private void Separate()
        {
            if (_hasName)
            {
                _hasName = false;
            }
            else if ((_hasMember & 1) != 0)
            {
                _output.Write((byte)',');
            }

            _hasMember |= 1;
        }
    }
}
