using System;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Web.Json;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// The content of a PUT that names settings, read one setting at a time: a flat JSON object, or lines name=value as a backup has them. It is there
    /// only while settings are being changed.
    /// </summary>
    internal sealed class SettingsContent
    {
        // So many bytes of a long string are read in one step, and a few more up to the next ASCII character.
        private const int PartLength = 128;

        private byte[] _content;
        private readonly JsonReader _json;
        private readonly byte[] _text = new byte[SettingField.MaximumValue + 40];
        private int _count;
        private int _at;

        // Where the JSON begins that the reader has. Of a long string, where the next part begins and where the value ends that has been read.
        private int _base;
        private int _from;
        private int _to;

        /// <summary>Makes one.</summary>
        /// <param name="length">How many bytes of content there are at most.</param>
        /// <param name="isJson">Whether the content is JSON; otherwise it is lines of text.</param>
        public SettingsContent(int length, bool isJson)
        {
            _content = new byte[length];
            _json = isJson ? new JsonReader() : null;
        }

        /// <summary>The setting that was read last; <see cref="SettingField.None"/> for a name that is not known.</summary>
        public int Field { get; private set; }

        /// <summary>Holds the last name, at its beginning, once it is known to be no setting's.</summary>
        public byte[] Text => _text;

        /// <summary>Holds the last value: <see cref="Text"/>, but for channel lines, which stay in the content.</summary>
        public byte[] Value { get; private set; }

        /// <summary>Where the last value begins in <see cref="Value"/>; in <see cref="Text"/> it is behind the name.</summary>
        public int Offset { get; private set; }

        /// <summary>The length of the last value; -1 when it is longer than any setting's.</summary>
        public int Length { get; private set; }

        /// <summary>What the last value is: a string, a number, true, false or null; <see cref="JsonToken.None"/> in lines of text, which do not tell.</summary>
        public JsonToken Token { get; private set; }

        /// <summary>Whether the value has not been read as a whole: the next <see cref="Read"/> goes on with it.</summary>
        public bool IsPartial { get; private set; }

        /// <summary>What is wrong with the content as a whole.</summary>
        public ProtocolError Error { get; private set; }

        /// <summary>Where, in bytes; -1 when that is not known.</summary>
        public int Position { get; private set; } = -1;

        /// <summary>Takes a piece of the content.</summary>
        /// <returns>False when there is more of it than was said.</returns>
        public bool Append(byte[] buffer, int offset, int count)
        {
            if (count > _content.Length - _count)
            {
                return false;
            }

            Array.Copy(buffer, offset, _content, _count, count);
            _count += count;
            return true;
        }

        /// <summary>The content is complete.</summary>
        public void Begin()
        {
            if (_json != null)
            {
                _json.Begin(_content, 0, _count);
                if (_json.Read() != JsonToken.BeginObject)
                {
                    Fail(ProtocolError.Malformed);
                }
            }
        }

        /// <summary>Reads the next setting.</summary>
        /// <returns>False when there is none, or <see cref="Error"/>.</returns>
        public bool Read()
        {
            return Error == ProtocolError.None && (_json == null ? ReadLine() : IsPartial ? ReadPart() : ReadMember());
        }

        /// <summary>Forgets the content, which has secrets perhaps, and frees its memory. Nothing can be read any more.</summary>
        public void Wipe()
        {
            if (_content != null)
            {
                Array.Clear(_content, 0, _content.Length);
                _content = null;
                Value = null;
            }

            Array.Clear(_text, 0, _text.Length);
        }

        private bool ReadMember()
        {
            if (_json.Read() != JsonToken.Name)
            {
                if (_json.Token != JsonToken.EndObject || _json.Read() != JsonToken.End)
                {
                    Fail(ProtocolError.Malformed);
                }

                return false;
            }

            TakeName(_json.CopyString(_text, 0), "channels");
            Position = _base + _json.Position;
            if (Field == SettingField.Channels && BeginLong())
            {
                return true;
            }

            Token = _json.Read();
            Length = 0;
            switch (Token)
            {
                case JsonToken.String:
                    Length = _json.CopyString(_text, Offset);
                    break;
                case JsonToken.Number:
                    // What is no integer is out of every range.
                    long number;
                    number = _json.TryGetWhole(out number) ? number : long.MinValue;
                    Length = number < 0 ? -1 : WriteNumber(number);
                    break;
                case JsonToken.True:
                case JsonToken.False:
                    _text[Offset] = (byte)(Token == JsonToken.True ? '1' : '0');
                    Length = 1;
                    break;
                case JsonToken.Null:
                    break;
                default:
                    if (!_json.Skip())
                    {
                        Fail(ProtocolError.Malformed);
                        return false;
                    }

                    break;
            }

            return true;
        }

        private int WriteNumber(long number)
        {
            ByteWriter writer = new ByteWriter(new byte[ByteWriter.MaximumNumber]);
            writer.WriteNumber(number);
            Array.Copy(writer.Buffer, 0, _text, Offset, writer.Count);
            return writer.Count;
        }

        private bool ReadLine()
        {
            while (_at < _count)
            {
                int start = _at;
                int end = Ascii.IndexOf(_content, '\n', start, _count);
                _at = end + 1;
                end -= end > start && _content[end - 1] == '\r' ? 1 : 0;
                if (end == start || _content[start] == '#')
                {
                    continue;
                }

                int equals = Ascii.IndexOf(_content, '=', start, end);
                int name = equals - start;
                if (name == 0 || equals == end)
                {
                    Position = start;
                    Fail(ProtocolError.Malformed);
                    return false;
                }

                int shown = name < SettingField.MaximumName ? name : SettingField.MaximumName;
                Array.Copy(_content, start, _text, 0, shown);
                TakeName(name, "channel");
                Position = start;
                Length = end - equals - 1;
                Token = JsonToken.None;
                if (Field == SettingField.Channels)
                {
                    Value = _content;
                    Offset = equals + 1;
                    return true;
                }

                Length = Length > _text.Length - Offset ? -1 : Length;
                if (Length > 0)
                {
                    Array.Copy(_content, equals + 1, _text, Offset, Length);
                }

                return true;
            }

            return false;
        }

        /// <summary>Finds the setting of the name that is at the beginning of the text.</summary>
        /// <param name="length">Its length; -1 when it is too long to be a setting's.</param>
        /// <param name="channels">The name of the channel lines in the content.</param>
        private void TakeName(int length, string channels)
        {
            Value = _text;
            if (length < 0)
            {
                // So that it is shown as something.
                _text[0] = (byte)'?';
                length = 1;
            }

            bool isShort = length <= SettingField.MaximumName;
            Offset = isShort ? length : SettingField.MaximumName;
            Field = !isShort ? SettingField.None
                : Ascii.Equals(_text, 0, length, channels) ? SettingField.Channels
                : SettingField.Find(_text, 0, length);
            Field = Field == SettingField.Channels && !Ascii.Equals(_text, 0, length, channels) ? SettingField.None : Field;
        }

        private void Fail(ProtocolError error)
        {
            Error = error;
            if (_json != null)
            {
                Position = _base + _json.Position;
            }
        }

        /// <summary>Begins to read the string of the channel lines, which is too long for one step.</summary>
        /// <returns>False when the value is no string.</returns>
        private bool BeginLong()
        {
            int at = SkipSpace(Ascii.IndexOf(_content, '"', Position + 1, _count) + 1);
            at = at < _count && _content[at] == ':' ? SkipSpace(at + 1) : _count;
            IsPartial = at < _count && _content[at] == '"';
            _from = at + 1;
            _to = 0;
            return IsPartial;
        }

        private int SkipSpace(int at)
        {
            while (at < _count && (_content[at] == ' ' || _content[at] == '\t' || _content[at] == '\r' || _content[at] == '\n'))
            {
                at++;
            }

            return at;
        }

        /// <summary>
        /// Reads the next part of a long string, as a string of its own, to the beginning of the content: it is not longer without its escapes. A part ends before
        /// an ASCII character, so that it parts no character and no pair of escapes.
        /// </summary>
        private bool ReadPart()
        {
            int end = _from;
            while (end < _count && _content[end] != '"' && (end - _from < PartLength || _content[end] == '\\' || _content[end] >= 0x80))
            {
                bool isEscape = _content[end] == '\\' && end + 1 < _count;
                end += !isEscape ? 1 : _content[end + 1] == 'u' ? 6 : 2;
            }

            byte next = end < _count ? _content[end] : (byte)0;
            if (next != 0)
            {
                _content[_from - 1] = (byte)'"';
                _content[end] = (byte)'"';
                _json.Begin(_content, _from - 1, end - _from + 2);
                _base = _from - 1;
            }

            if (next == 0 || _json.Read() != JsonToken.String)
            {
                Fail(ProtocolError.Malformed);
                return false;
            }

            AddLines(_json.CopyString(_content, _to));
            _content[end] = next;
            _from = end;
            if (next == '"')
            {
                EndLong(end);
            }

            return true;
        }

        /// <summary>Adds what has been copied behind the lines, without empty lines, and without the CR of a line's end.</summary>
        private void AddLines(int count)
        {
            byte[] content = _content;
            int to = _to;
            int end = to + count;
            for (int at = to; at < end; at++)
            {
                byte b = content[at];
                if (b == '\n')
                {
                    to -= to > 0 && content[to - 1] == '\r' ? 1 : 0;
                    if (to == 0 || content[to - 1] == '\n')
                    {
                        continue;
                    }
                }

                content[to++] = b;
            }

            _to = to;
        }

        /// <summary>The reader goes on behind the string, in an object that has an empty one in its place.</summary>
        private void EndLong(int end)
        {
            // The end of the last line is not always there.
            _content[_to] = (byte)'\n';
            AddLines(1);
            const string Begin = "{\"\":\"\"";
            _base = end + 1 - Begin.Length;
            System.Text.Encoding.UTF8.GetBytes(Begin, 0, Begin.Length, _content, _base);
            _json.Begin(_content, _base, _count - _base);
            _json.Read();
            _json.Read();
            Token = _json.Read();
            Value = _content;
            Offset = 0;
            Length = _to;
            IsPartial = false;
        }
    }
}
