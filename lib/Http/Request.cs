using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// A request as a view: places in the receive buffer, valid until the request has been answered. Nothing is copied;
    /// the methods that return a string make it when asked.
    /// </summary>
    public sealed class Request
    {
        internal const int FieldSize = 3;

        /// <summary>The longest receive buffer: places in it are shorts.</summary>
        internal const int MaximumBuffer = short.MaxValue;

        /// <summary>The most field lines that are kept: the number of one, counted from 1, is a byte.</summary>
        internal const int MaximumLines = byte.MaxValue;

        // In _names, where those of the lines begin.
        internal const int FirstLine = (int)FieldName.SecWebSocketExtensions + 1;

        internal readonly byte[] _buffer;

        // Three numbers a field: where its name begins, which a colon ends, where its value begins, its length.
        internal readonly short[] _fields;

        // For each name the first line that has it, counted from 1, and then for each line its name.
        internal readonly byte[] _names;
        internal int _fieldCount;

        // A bit for each name that more than one line has.
        private int _repeated;

        // Each field of an object takes 12 bytes on nanoFramework, whatever it holds: yes and no are bits of one, and a place is one number.
        internal RequestFlags _flags;
        internal int _authority;
        internal int _path;
        internal int _query;

        // The names that are kept beside those of FieldName; null when every field is.
        internal readonly KeptFields _kept;

        internal Request(byte[] buffer, int maximumFields, KeptFields kept)
        {
            if (buffer.Length > MaximumBuffer || maximumFields > MaximumLines)
            {
                throw new ArgumentException("A request takes at most 32767 bytes and 255 field lines.");
            }

            _kept = kept;
            _buffer = buffer;
            _fields = new short[maximumFields * FieldSize];
            _names = new byte[FirstLine + maximumFields];
        }

        /// <summary>The receive buffer that all offsets refer to.</summary>
        public byte[] Buffer => _buffer;

        /// <summary>The method; <see cref="RequestMethod.Unknown"/> for one this server does not implement.</summary>
        public RequestMethod Method { get; internal set; }

        /// <summary>The minor version of HTTP/1: 0, or 1 for everything later.</summary>
        public int MinorVersion => (int)(_flags & RequestFlags.Http11);

        /// <summary>Where the path begins. It starts with '/', or is '*' alone.</summary>
        public int PathOffset => _path >> 16;

        /// <summary>The path's length in bytes, without the query.</summary>
        public int PathCount => _path & 0xFFFF;

        /// <summary>Where the query begins, behind the '?'.</summary>
        public int QueryOffset => _query >> 16;

        /// <summary>The query's length in bytes; 0 when there is none.</summary>
        public int QueryCount => _query & 0xFFFF;

        /// <summary>The length of the body when the client said it, 0 when there is none, -1 when it comes in chunks.</summary>
        public long ContentLength { get; internal set; }

        /// <summary>Whether the client asked to be told to go on before it sends the body (RFC 9110 section 10.1.1).</summary>
        public bool ExpectsContinue => (_flags & RequestFlags.ExpectsContinue) != 0;

        /// <summary>Whether the connection may serve another request after this one (RFC 9112 section 9.3).</summary>
        public bool KeepAlive => (_flags & RequestFlags.KeepAlive) != 0;

        /// <summary>Whether Connection names upgrade. Without it an Upgrade field means nothing (RFC 9110 section 7.8).</summary>
        public bool HasUpgrade => (_flags & RequestFlags.HasUpgrade) != 0;

        /// <summary>The number of field lines that are kept.</summary>
        public int FieldCount => _fieldCount;

        /// <summary>Finds the first field of a name.</summary>
        /// <param name="name">Any name but <see cref="FieldName.Other"/>.</param>
        /// <param name="offset">Where its value begins.</param>
        /// <param name="count">The value's length.</param>
        /// <returns>False when there is none.</returns>
        public bool TryGetField(FieldName name, out int offset, out int count)
        {
            int line = _names[(int)name];
            if (line == 0)
            {
                offset = 0;
                count = 0;
                return false;
            }

            int at = line * FieldSize;
            offset = _fields[at - 2];
            count = _fields[at - 1];
            return true;
        }

        /// <summary>Finds the first field of a name: one of <see cref="FieldName"/>, or one that <see cref="HttpService.KeepField"/> has been told of.</summary>
        /// <param name="lowercaseName">The name in lower case.</param>
        /// <param name="offset">Where its value begins.</param>
        /// <param name="count">The value's length.</param>
        /// <returns>False when there is none.</returns>
        /// <exception cref="InvalidOperationException">Fields of this name are not kept.</exception>
        public bool TryGetField(string lowercaseName, out int offset, out int count)
        {
            byte[] buffer = _buffer;
            int length = lowercaseName.Length;
            int end = _fieldCount * FieldSize;
            for (int at = 0; at < end; at += FieldSize)
            {
                int colon = _fields[at] + length;
                offset = _fields[at + 1];
                if (colon < offset && buffer[colon] == ':' && Ascii.EqualsIgnoreCase(buffer, colon - length, length, lowercaseName))
                {
                    count = _fields[at + 2];
                    return true;
                }
            }

            if (_kept != null && !_kept.Contains(lowercaseName))
            {
                throw new InvalidOperationException("Fields of the name " + lowercaseName + " are skipped: call KeepField before the server starts.");
            }

            offset = 0;
            count = 0;
            return false;
        }

        /// <summary>How often a field occurs.</summary>
        /// <param name="name">The field's name.</param>
        /// <returns>How many lines have it.</returns>
        public int Count(FieldName name)
        {
            int first = _names[(int)name];
            if (first == 0 || (_repeated >> (int)name & 1) == 0)
            {
                return first == 0 ? 0 : 1;
            }

            int count = 0;
            for (int i = first - 1; i < _fieldCount; i++)
            {
                if (_names[FirstLine + i] == (byte)name)
                {
                    count++;
                }
            }

            return count;
        }

        /// <summary>
        /// Steps through a list field's items (RFC 9110 section 5.6.1) over all its lines, as if they were one:
        /// empty items are passed over, and a comma within quotes does not separate.
        /// </summary>
        /// <param name="name">The field.</param>
        /// <param name="cursor">0 for the first item; kept by this method for the next.</param>
        /// <param name="offset">Where the item begins.</param>
        /// <param name="count">Its length, without white space around it.</param>
        /// <returns>False behind the last item.</returns>
        public bool NextItem(FieldName name, ref int cursor, out int offset, out int count)
        {
            byte[] buffer = _buffer;
            int first = _names[(int)name];
            for (int i = first - 1; first != 0 && i < _fieldCount; i++)
            {
                if (_names[FirstLine + i] != (byte)name)
                {
                    continue;
                }

                int at = _fields[i * FieldSize + 1];
                int end = at + _fields[i * FieldSize + 2];
                if (cursor > at)
                {
                    at = cursor;
                }

                while (at < end)
                {
                    int start = at;
                    bool quoted = false;
                    while (at < end && (quoted || buffer[at] != ','))
                    {
                        if (buffer[at] == '"')
                        {
                            quoted = !quoted;
                        }
                        else if (quoted && buffer[at] == '\\')
                        {
                            at++;
                        }

                        at++;
                    }

                    int last = at < end ? at : end;
                    cursor = at + 1;
                    at = cursor;
                    while (start < last && (buffer[start] == ' ' || buffer[start] == '\t'))
                    {
                        start++;
                    }

                    while (start < last && (buffer[last - 1] == ' ' || buffer[last - 1] == '\t'))
                    {
                        last--;
                    }

                    if (start < last)
                    {
                        offset = start;
                        count = last - start;
                        return true;
                    }
                }
            }

            offset = 0;
            count = 0;
            return false;
        }

        /// <summary>Whether a list field has an item, in any case.</summary>
        /// <param name="name">The field's name.</param>
        /// <param name="lowercaseItem">The item in lower case.</param>
        public bool HasItem(FieldName name, byte[] lowercaseItem)
        {
            // Mostly it is the only one.
            if (TryGetField(name, out int offset, out int count) && Ascii.EqualsIgnoreCase(_buffer, offset, count, lowercaseItem))
            {
                return true;
            }

            int cursor = 0;
            while (NextItem(name, ref cursor, out offset, out count))
            {
                if (Ascii.EqualsIgnoreCase(_buffer, offset, count, lowercaseItem))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether the content is encoded (RFC 9110 section 8.4), as with gzip: Content-Encoding names a coding other than identity.</summary>
        public bool HasContentCoding
        {
            get
            {
                int cursor = 0;
                while (NextItem(FieldName.ContentEncoding, ref cursor, out int offset, out int count))
                {
                    if (!Ascii.EqualsIgnoreCase(_buffer, offset, count, "identity"))
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>The host the client asked for, with its port: the target's own in absolute-form, otherwise the Host field's.</summary>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>False in an HTTP/1.0 request that names none.</returns>
        public bool TryGetHost(out int offset, out int count)
        {
            if ((_authority & 0xFFFF) != 0)
            {
                offset = _authority >> 16;
                count = _authority & 0xFFFF;
                return true;
            }

            return TryGetField(FieldName.Host, out offset, out count);
        }

        /// <summary>The value of a field as a string made now, or null; see <see cref="TryGetField(string, out int, out int)"/>.</summary>
        /// <param name="lowercaseName">The name in lower case.</param>
        /// <returns>The value, read as UTF-8; null when there is no such field.</returns>
        public string GetField(string lowercaseName)
        {
            return TryGetField(lowercaseName, out int offset, out int count) ? GetString(offset, count) : null;
        }

        /// <summary>A part of the request as a string made now.</summary>
        /// <param name="offset">Where it begins in the buffer.</param>
        /// <param name="count">Its length in bytes.</param>
        /// <returns>The text, read as UTF-8.</returns>
        public string GetString(int offset, int count)
        {
            return System.Text.Encoding.UTF8.GetString(_buffer, offset, count);
        }

        internal void Clear()
        {
            _fieldCount = 0;
            _repeated = 0;
            Array.Clear(_names, 0, FirstLine);
            _flags = RequestFlags.None;
            _authority = 0;
            _path = 0;
            _query = 0;
            Method = RequestMethod.Unknown;
            ContentLength = 0;
        }

        /// <summary>Forgets a field whose value has not been read to its end.</summary>
        internal void RemovePartialField()
        {
            int next = _fieldCount + 1;
            for (int name = 0; name < FirstLine; name++)
            {
                if (_names[name] == next)
                {
                    _names[name] = 0;
                }
            }
        }

        /// <summary>Begins a field line.</summary>
        /// <returns>False when there are too many.</returns>
        internal bool AddField(FieldName name, int offset)
        {
            int line = _fieldCount;
            byte[] names = _names;
            if (FirstLine + line == names.Length)
            {
                return false;
            }

            _fields[line * FieldSize] = (short)offset;
            names[FirstLine + line] = (byte)name;
            if (names[(int)name] == 0)
            {
                names[(int)name] = (byte)(line + 1);
            }
            else
            {
                _repeated |= 1 << (int)name;
            }

            return true;
        }
    }
}
