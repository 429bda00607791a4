using System;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    // The field lines (RFC 9112 section 5) and the empty line behind them.
    public sealed partial class RequestParser
    {
        /// <summary>Reads field lines, and the empty line, behind which the head is complete.</summary>
        /// <param name="limit">Where the bytes end that may be read.</param>
        private RequestError ReadFields(int limit)
        {
            Request request = _request;
            byte[] buffer = request._buffer;
            int maximumFields = _options.MaximumFields;
            int lines = _lines;
            State state = _state;
            int position = _position;
            while (position < limit)
            {
                // From part to part without a detour, as long as there are bytes; the state is set where they end.
                int b = buffer[position];
                switch (state)
                {
                    case State.FieldStart:
                        // Letters come behind the colon, and what is no token behind it is found to be none as part of a name.
                        if (b <= ':' && (CharacterClass.Table[b] & CharacterClass.Token) == 0)
                        {
                            if (b != Ascii.CR)
                            {
                                return b == Ascii.SP || b == Ascii.HT ? RequestError.ObsoleteLineFolding
                                    : b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidFieldName;
                            }

                            state = State.EndLineFeed;
                            break;
                        }

                        if (lines == maximumFields)
                        {
                            return RequestError.FieldsTooLarge;
                        }

                        lines++;
                        _mark = position;
                        goto case State.FieldName;

                    case State.FieldName:
                        position = ReadName(buffer, position, limit);
                        if ((uint)position >= (uint)limit)
                        {
                            if (position < 0)
                            {
                                return (RequestError)(-position);
                            }

                            state = State.FieldName;
                            continue;
                        }

                        if (buffer[position] != ':')
                        {
                            return RequestError.InvalidFieldName;
                        }

                        if (++position == limit)
                        {
                            state = State.ValueStart;
                            continue;
                        }

                        b = buffer[position];
                        goto case State.ValueStart;

                    case State.ValueStart:
                        if (b == Ascii.SP || b == Ascii.HT)
                        {
                            state = State.ValueStart;
                            if (++position == limit)
                            {
                                continue;
                            }

                            b = buffer[position];
                            if (b == Ascii.SP || b == Ascii.HT)
                            {
                                break;
                            }
                        }

                        _start = position;
                        goto case State.Value;

                    case State.Value:
                        position = ReadValue(buffer, position, limit);
                        if ((uint)position >= (uint)limit)
                        {
                            if (position < 0)
                            {
                                return (RequestError)(-position);
                            }

                            state = State.Value;
                            continue;
                        }

                        if (++position == limit)
                        {
                            state = State.ValueLineFeed;
                            continue;
                        }

                        b = buffer[position];
                        goto case State.ValueLineFeed;

                    case State.ValueLineFeed:
                        if (b != Ascii.LF)
                        {
                            return RequestError.InvalidLineEnd;
                        }

                        state = State.FieldStart;
                        if (++position == limit)
                        {
                            continue;
                        }

                        b = buffer[position];
                        goto case State.FieldStart;

                    default:
                        _position = position + 1;
                        _state = State.Complete;
                        return b == Ascii.LF ? ControlFields.Validate(request) : RequestError.InvalidLineEnd;
                }

                position++;
            }

            _state = state;
            _position = position;
            _lines = lines;
            return RequestError.None;
        }

        /// <summary>Reads a field's name, and enters the field when it has come to the end of it, unless the field is skipped.</summary>
        /// <returns>Where to go on: behind the name, or at the limit. Negative, the number of a <see cref="RequestError"/>, when the request is refused.</returns>
        private int ReadName(byte[] buffer, int position, int limit)
        {
            byte[] classes = CharacterClass.Table;
            int last = limit - 3;
            while (position < last
                && (classes[buffer[position]] & classes[buffer[position + 1]] & classes[buffer[position + 2]] & classes[buffer[position + 3]] & CharacterClass.Token) != 0)
            {
                position += 4;
            }

            while (position < limit && (classes[buffer[position]] & CharacterClass.Token) != 0)
            {
                position++;
            }

            if (position < limit)
            {
                int mark = _mark;
                FieldName name = FieldNames.Find(buffer, mark, position - mark);
                Request request = _request;
                if (name == FieldName.Other && request._kept != null && !request._kept.Contains(buffer, mark, position - mark))
                {
                    _mark = -1;
                }
                else if (!request.AddField(name, mark))
                {
                    return -(int)RequestError.FieldsTooLarge;
                }
            }

            return position;
        }

        /// <summary>Reads a field's value, and enters it when it has come to the line's end.</summary>
        /// <returns>Where to go on: at CR, or at the limit. Negative, the number of a <see cref="RequestError"/>, when the request is refused.</returns>
        private int ReadValue(byte[] buffer, int position, int limit)
        {
            // Eight at a time, as long as all are visible ASCII or spaces: no subtraction borrows and no addition carries then.
            int last = limit - 7;
            while (position < last)
            {
                ulong eight = BitConverter.ToUInt64(buffer, position);
                ulong others = (eight | eight - 0x2020202020202020 | eight + 0x0101010101010101) & 0x8080808080808080;
                if (others != 0)
                {
                    // The first that is none has the lowest bit. It is CR, but for a tab or bytes beyond ASCII, and for what is refused.
                    if ((others & 0xFFFFFFFF) == 0)
                    {
                        position += 4;
                        others >>= 32;
                    }

                    position += (others & 0xFFFF) == 0 ? (others & 0xFFFFFF) == 0 ? 3 : 2 : (others & 0xFF) == 0 ? 1 : 0;
                    break;
                }

                position += 8;
            }

            byte[] classes = CharacterClass.Table;
            while (position < limit && (classes[buffer[position]] & CharacterClass.FieldValue) != 0)
            {
                position++;
            }

            if (position == limit)
            {
                return position;
            }

            if (buffer[position] != Ascii.CR)
            {
                return -(int)(buffer[position] == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidFieldValue);
            }

            if (_mark < 0)
            {
                return position;
            }

            int start = _start;
            int end = position;
            while (end > start && (buffer[end - 1] == Ascii.SP || buffer[end - 1] == Ascii.HT))
            {
                end--;
            }

            Request request = _request;
            int field = request._fieldCount++;
            int at = field * Request.FieldSize;
            request._fields[at + 1] = (short)start;
            request._fields[at + 2] = (short)(end - start);
            int name = request._names[Request.FirstLine + field];
            if (name != (int)FieldName.Other)
            {
                RequestError error = ControlFields.Read(request, (FieldName)name, start, end);
                if (error != RequestError.None)
                {
                    return -(int)error;
                }
            }

            return position;
        }

        /// <summary>Moves the fields that are kept together, and what has been received behind them, over those that are skipped.</summary>
        /// <param name="end">Where the bytes received so far end; afterwards less.</param>
        /// <returns>False when there is nothing to move them over.</returns>
        private bool Compact(ref int end)
        {
            Request request = _request;
            byte[] buffer = request._buffer;
            short[] fields = request._fields;
            int to = _compactEnd;
            int field = request._fieldCount;
            while (field > 0 && fields[(field - 1) * Request.FieldSize] >= to)
            {
                field--;
            }

            for (; field < request._fieldCount; field++)
            {
                int at = field * Request.FieldSize;
                int name = fields[at];
                int count = fields[at + 1] + fields[at + 2] - name;
                Array.Copy(buffer, name, buffer, to, count);
                fields[at] = (short)to;
                fields[at + 1] -= (short)(name - to);
                to += count;
            }

            _compactEnd = to;

            // A field under way moves from its name on, unless it is skipped; other bytes that have been read need not be kept.
            bool isUnderWay = _state >= State.FieldName && _state <= State.Value && _mark >= 0;
            int from = isUnderWay ? _mark : _position;
            int freed = from - to;
            if (freed == 0)
            {
                return false;
            }

            Array.Copy(buffer, from, buffer, to, end - from);
            if (isUnderWay)
            {
                _mark = to;
                _start -= freed;
                if (_state != State.FieldName)
                {
                    fields[request._fieldCount * Request.FieldSize] = (short)to;
                }
            }

            _position -= freed;
            _removed += freed;

            // What has moved may be a password: no copy of it stays.
            Array.Clear(buffer, end - freed, freed);
            end -= freed;
            return true;
        }
    }
}
