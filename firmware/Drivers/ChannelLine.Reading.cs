using System;
using System.Text;
using Nano.Firmware.Channels;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Drivers
{
    /// <content>How a line is taken apart, and what lines have in common.</content>
    public sealed partial class ChannelLine
    {
        private int _lineChannels;

        // The words of the line: where each begins, its name ends, its value begins (-1 for none) and ends.
        private readonly short[] _wordStarts = new short[MaximumWords];
        private readonly short[] _nameEnds = new short[MaximumWords];
        private readonly short[] _values = new short[MaximumWords];
        private readonly short[] _wordEnds = new short[MaximumWords];
        private int _wordCount;

        // The exclusive groups: their names, their outputs' interlocks, and whether one of the outputs is on from the start.
        private string[] _exclusive;
        private Interlock[] _interlocks;
        private bool[] _hasOn;

        /// <summary>Begins a line, and takes what all drivers have in common.</summary>
        internal void Begin(byte[] buffer, int offset, int end)
        {
            _buffer = buffer;
            _start = offset;
            _end = end;
            _number++;
            _taken = 0;
            _lineIds = _idCount;
            _lineChannels = _channelCount;
            _quantities = null;
            _name = null;
            _group = null;
            _wordCount = 0;
            bool isLine = end - offset > Prefix.Length && Ascii.Equals(buffer, offset, Prefix.Length, Prefix);
            int id = offset + Prefix.Length;
            int space = isLine ? Ascii.IndexOf(buffer, ' ', id, end) : end;
            _driver = space + 1;
            _words = space < end ? Ascii.IndexOf(buffer, ' ', _driver, end) : end;
            if (!isLine || space == end || _words == _driver || !AreWords())
            {
                Fail(LineError.Malformed, offset, end, null);
                return;
            }

            _id = Encoding.UTF8.GetString(buffer, id, space - id);
            AddId(_id);
            _name = TakeText("name", null, Channel.MaximumName);
            _group = TakeText("group", null, Channel.MaximumGroup);
            _order = TakeNumber("order", 50, 0, 99);
        }

        /// <summary>Ends a line: all its words must have been taken.</summary>
        internal void End()
        {
            for (int index = 0; Error == LineError.None && index < _wordCount; index++)
            {
                if ((_taken >> index & 1) == 0)
                {
                    Fail(LineError.UnknownWord, _wordStarts[index], _wordEnds[index], null);
                }
            }
        }

        /// <summary>The channels that have been made, in their order.</summary>
        internal void AddTo(Board board)
        {
            for (int i = 0; i < _channelCount; i++)
            {
                board.Add(_channels[i]);
            }
        }

        /// <summary>Takes the word <c>exclusive</c>: at most one output of the group is on.</summary>
        /// <param name="isOn">Whether the output is on from the start, by its safe value or by restore=on.</param>
        /// <returns>The outputs of the group; null without the word.</returns>
        public Interlock TakeExclusive(bool isOn)
        {
            int word = Find("exclusive", out int _, out int _, out int end);
            if (!TakeFlag("exclusive") || Error != LineError.None || _isListing)
            {
                return null;
            }

            if (_group == null)
            {
                Miss("group");
                return null;
            }

            if (_exclusive == null)
            {
                _exclusive = new string[Board.MaximumChannels];
                _interlocks = new Interlock[Board.MaximumChannels];
                _hasOn = new bool[Board.MaximumChannels];
            }

            int group = 0;
            while (_exclusive[group] != null && _exclusive[group] != _group)
            {
                group++;
            }

            _exclusive[group] = _group;
            _interlocks[group] ??= new Interlock();
            if (isOn && _hasOn[group])
            {
                Fail(LineError.TwoOn, word, end, null);
            }

            _hasOn[group] |= isOn;
            return _interlocks[group];
        }

        private string NameOf(int index)
        {
            string quantity = _quantities == null ? "" : WordOf(_quantities, index);
            return quantity.Length == 0 ? _name : _name + " " + quantity;
        }

        /// <summary>A word of a list with single spaces between; empty where there is none.</summary>
        private static string WordOf(string words, int index)
        {
            int at = 0;
            for (; index > 0 && at >= 0; index--)
            {
                at = words.IndexOf(' ', at) + 1;
                if (at == 0)
                {
                    return "";
                }
            }

            int end = words.IndexOf(' ', at);
            return words.Substring(at, (end < 0 ? words.Length : end) - at);
        }

        private void AddId(string id)
        {
            int start = _start + Prefix.Length;
            bool isId = id.Length > 0 && id.Length <= Channel.MaximumId;
            for (int i = 0; i < id.Length && isId; i++)
            {
                isId = (id[i] >= 'a' && id[i] <= 'z') || (id[i] >= '0' && id[i] <= '9') || id[i] == '-';
            }

            if (!isId)
            {
                Fail(LineError.BadId, start, _driver - 1, id.Length > MaximumShown ? id.Substring(0, MaximumShown) : id);
                return;
            }

            for (int i = 0; i < _idCount; i++)
            {
                if (_ids[i] == id)
                {
                    Fail(LineError.DuplicateId, start, _driver - 1, id);
                    return;
                }
            }

            if (_idCount == Board.MaximumChannels)
            {
                Fail(LineError.TooManyChannels, start, _driver - 1, id);
                return;
            }

            _ids[_idCount++] = id;
        }

        /// <summary>Whether what follows the driver are words, none of them twice.</summary>
        private bool AreWords()
        {
            int at = _words;
            while (at < _end)
            {
                int count = _wordCount;
                if (count == MaximumWords || !NextWord(ref at, out int word, out int nameEnd, out int value, out int end))
                {
                    return false;
                }

                int length = nameEnd - word;
                for (int other = 0; other < count; other++)
                {
                    int start = _wordStarts[other];
                    if (_nameEnds[other] - start == length && Ascii.Equals(_buffer, word, _buffer, start, length))
                    {
                        Fail(LineError.DuplicateWord, word, end, null);
                        return true;
                    }
                }

                _wordStarts[count] = (short)word;
                _nameEnds[count] = (short)nameEnd;
                _values[count] = (short)value;
                _wordEnds[count] = (short)end;
                _wordCount = count + 1;
            }

            return true;
        }

        /// <summary>Reads the word behind the space at a place, which becomes that of its end.</summary>
        /// <param name="at">The place.</param>
        /// <param name="word">Where the word begins.</param>
        /// <param name="nameEnd">Where its name ends.</param>
        /// <param name="value">Where its value begins, without the quote; -1 when it has none.</param>
        /// <param name="end">Where its value ends, without the quote.</param>
        /// <returns>False at the end of the line, or where there is no word.</returns>
        private bool NextWord(ref int at, out int word, out int nameEnd, out int value, out int end)
        {
            byte[] buffer = _buffer;
            word = at + 1;
            nameEnd = word;
            value = -1;
            end = word;
            if (at >= _end || buffer[at] != ' ')
            {
                return false;
            }

            while (nameEnd < _end && ((buffer[nameEnd] >= 'a' && buffer[nameEnd] <= 'z') || (buffer[nameEnd] >= '0' && buffer[nameEnd] <= '9') || buffer[nameEnd] == '-'))
            {
                nameEnd++;
            }

            end = nameEnd;
            at = end;
            if (end == _end || buffer[end] == ' ')
            {
                return nameEnd > word;
            }

            if (buffer[end] != '=' || nameEnd == word)
            {
                return false;
            }

            value = end + 1;
            if (value < _end && buffer[value] == '"')
            {
                value++;
                end = Ascii.IndexOf(buffer, '"', value, _end);
                at = end + 1;
                return end < _end && (at == _end || buffer[at] == ' ');
            }

            end = Ascii.IndexOf(buffer, ' ', value, _end);
            at = end;
            return Ascii.IndexOf(buffer, '"', value, end) == end;
        }

        /// <summary>Finds a word by its name.</summary>
        /// <returns>Where it begins; -1 when it is not there.</returns>
        private int Find(string name, out int index, out int value, out int end)
        {
            int length = name.Length;
            for (index = 0; index < _wordCount; index++)
            {
                int word = _wordStarts[index];
                if (_nameEnds[index] - word == length && Ascii.Equals(_buffer, word, length, name))
                {
                    value = _values[index];
                    end = _wordEnds[index];
                    return word;
                }
            }

            value = -1;
            end = -1;
            return -1;
        }

        private int Take(string name, out int value, out int end)
        {
            value = 0;
            end = 0;
            if (_isListing)
            {
                List(name);
            }
            else if (Error != LineError.None)
            {
                return -1;
            }

            int word = Find(name, out int index, out value, out end);
            if (word >= 0)
            {
                _taken |= 1 << index;
            }

            return word;
        }

        /// <summary>Reads a number with at most some decimals, whose place becomes that behind it.</summary>
        private bool TryParse(ref int at, int end, int decimals, out long number)
        {
            number = 0;
            if (at < 0 || at >= end)
            {
                return false;
            }

            bool isNegative = _buffer[at] == '-';
            at += isNegative ? 1 : 0;
            int digits = 0;
            int scale = -1;
            for (; at < end && digits < 10; at++)
            {
                int c = _buffer[at];
                if (c == '.' && digits > 0 && scale < 0)
                {
                    scale = 0;
                }
                else if (c >= '0' && c <= '9')
                {
                    number = number * 10 + (c - '0');
                    digits++;
                    scale += scale < 0 ? 0 : 1;
                }
                else
                {
                    break;
                }
            }

            bool isNumber = digits > 0 && scale != 0 && scale <= decimals;
            for (int i = scale < 0 ? 0 : scale; i < decimals; i++)
            {
                number *= 10;
            }

            number = isNegative ? -number : number;
            return isNumber;
        }
    }
}
