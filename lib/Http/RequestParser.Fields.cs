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
            State state = _state;
            int position = _position;
            while (position < limit)
            {
                switch (state)
                {
                    case State.FieldStart:
                        int b = buffer[position];
                        if ((CharacterClass.Table[b] & CharacterClass.Token) == 0)
                        {
                            if (b != Ascii.CR)
                            {
                                return b == Ascii.SP || b == Ascii.HT ? RequestError.ObsoleteLineFolding
                                    : b == Ascii.LF ? RequestError.InvalidLineEnd : RequestError.InvalidFieldName;
                            }

                            position++;
                            state = State.EndLineFeed;
                            break;
                        }

                        if (request._fieldCount == request._names.Length - Request.FirstLine)
                        {
                            return RequestError.FieldsTooLarge;
                        }

                        _mark = position;
                        state = State.FieldName;
                        goto case State.FieldName;

                    case State.FieldName:
                        position = ReadName(position, limit);
                        if (position == limit)
                        {
                            break;
                        }

                        if (buffer[position] != ':')
                        {
                            return RequestError.InvalidFieldName;
                        }

                        position++;
                        state = State.ValueStart;
                        goto case State.ValueStart;

                    case State.ValueStart:
                        while (position < limit && (buffer[position] == Ascii.SP || buffer[position] == Ascii.HT))
                        {
                            position++;
                        }

                        if (position == limit)
                        {
                            break;
                        }

                        _start = position;
                        state = State.Value;
                        goto case State.Value;

                    case State.Value:
                        position = ReadValue(position, limit);
                        if (position == limit)
                        {
                            break;
                        }

                        if (position < 0)
                        {
                            return (RequestError)(-position);
                        }

                        position++;
                        state = State.ValueLineFeed;
                        break;

                    case State.ValueLineFeed:
                        if (buffer[position] != Ascii.LF)
                        {
                            return RequestError.InvalidLineEnd;
                        }

                        position++;
                        state = State.FieldStart;
                        break;

                    default:
                        _position = position + 1;
                        _state = State.Complete;
                        return buffer[position] == Ascii.LF ? ControlFields.Validate(request) : RequestError.InvalidLineEnd;
                }
            }

            _state = state;
            _position = position;
            return RequestError.None;
        }

        /// <summary>Reads a field's name, and enters the field when it has come to the end of it.</summary>
        /// <returns>Where to go on: behind the name, or at the limit.</returns>
        private int ReadName(int position, int limit)
        {
            Request request = _request;
            byte[] buffer = request._buffer;
            byte[] classes = CharacterClass.Table;
            while (position < limit - 3
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
                request.AddField(FieldNames.Find(buffer, mark, position - mark), mark);
            }

            return position;
        }

        /// <summary>Reads a field's value, and enters it when it has come to the line's end.</summary>
        /// <returns>Where to go on: at CR, or at the limit. Negative, the number of a <see cref="RequestError"/>, when the request is refused.</returns>
        private int ReadValue(int position, int limit)
        {
            Request request = _request;
            byte[] buffer = request._buffer;
            byte[] classes = CharacterClass.Table;

            // Eight at a time, as long as all are visible ASCII or spaces: no subtraction borrows and no addition carries then.
            while (position < limit - 7)
            {
                ulong eight = BitConverter.ToUInt64(buffer, position);
                if (((eight | eight - 0x2020202020202020 | eight + 0x0101010101010101) & 0x8080808080808080) != 0)
                {
                    break;
                }

                position += 8;
            }

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

            int start = _start;
            int end = position;
            while (end > start && (buffer[end - 1] == Ascii.SP || buffer[end - 1] == Ascii.HT))
            {
                end--;
            }

            int field = request._fieldCount++;
            int at = field * Request.FieldSize;
            request._fields[at + 1] = (short)start;
            request._fields[at + 2] = (short)(end - start);
            int name = request._names[Request.FirstLine + field];
            RequestError error = name == (int)FieldName.Other ? RequestError.None : ControlFields.Read(request, (FieldName)name, start, end);
            return error == RequestError.None ? position : -(int)error;
        }
    }
}
