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
        private readonly byte[] _content;
        private readonly JsonReader _json;
        private readonly byte[] _text = new byte[SettingField.MaximumValue + 40];
        private int _count;
        private int _at;

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

        /// <summary>Where the last value begins in <see cref="Text"/>: behind the name.</summary>
        public int Offset { get; private set; }

        /// <summary>The length of the last value; -1 when it is longer than any setting's.</summary>
        public int Length { get; private set; }

        /// <summary>What the last value is: a string, a number, true, false or null; <see cref="JsonToken.None"/> in lines of text, which do not tell.</summary>
        public JsonToken Token { get; private set; }

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
            return Error == ProtocolError.None && (_json != null ? ReadMember() : ReadLine());
        }

        /// <summary>Forgets the content, which has secrets perhaps.</summary>
        public void Wipe()
        {
            Array.Clear(_content, 0, _content.Length);
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

            TakeName(_json.CopyString(_text, 0));
            Position = _json.Position;
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
                TakeName(name);
                Position = start;
                Length = end - equals - 1;
                Length = Length > _text.Length - Offset ? -1 : Length;
                Token = JsonToken.None;
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
        private void TakeName(int length)
        {
            if (length < 0)
            {
                // So that it is shown as something.
                _text[0] = (byte)'?';
                length = 1;
            }

            bool isShort = length <= SettingField.MaximumName;
            Offset = isShort ? length : SettingField.MaximumName;
            Field = isShort ? SettingField.Find(_text, 0, length) : SettingField.None;
        }

        private void Fail(ProtocolError error)
        {
            Error = error;
            if (_json != null)
            {
                Position = _json.Position;
            }
        }
    }
}
