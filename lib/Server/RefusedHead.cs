using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Web.Server
{
    /// <summary>What a refusal must know of a request that no slot takes: whether its path is refused in JSON, and the page's origin. It checks no syntax, and keeps one line at a time.</summary>
    internal sealed class RefusedHead
    {
        private static readonly string s_origin = "origin:";

        // As much of a line as matters: a request line's beginning, or a whole Origin.
        private readonly byte[] _line = new byte[OriginPolicy.MaximumLength + 16];
        private int _count;
        private bool _isFirst;
        private bool _isTooLong;

        /// <summary>Whether the empty line behind the fields has come.</summary>
        public bool IsComplete { get; private set; }

        /// <summary>Whether the refusal is JSON.</summary>
        public bool IsCovered { get; private set; }

        /// <summary>The origin.</summary>
        public byte[] Origin { get; } = new byte[OriginPolicy.MaximumLength];

        /// <summary>Its length; 0 when there is none, or none that can be allowed.</summary>
        public int OriginCount { get; private set; }

        /// <summary>Begins another request.</summary>
        public void Begin()
        {
            _count = 0;
            _isFirst = true;
            _isTooLong = false;
            IsComplete = false;
            IsCovered = false;
            OriginCount = 0;
        }

        /// <summary>Reads on.</summary>
        /// <param name="buffer">Holds the next bytes at its beginning.</param>
        /// <param name="count">How many.</param>
        /// <param name="format">The paths that are refused in JSON; null for none.</param>
        public void Read(byte[] buffer, int count, RefusalFormat format)
        {
            for (int i = 0; i < count && !IsComplete; i++)
            {
                int b = buffer[i];
                if (b == '\n')
                {
                    EndLine(format);
                }
                else if (_count < _line.Length)
                {
                    _line[_count++] = (byte)b;
                }
                else
                {
                    _isTooLong = true;
                }
            }
        }

        private void EndLine(RefusalFormat format)
        {
            int end = _count;
            if (end > 0 && _line[end - 1] == '\r')
            {
                end--;
            }

            if (end == 0)
            {
                // Empty lines may come before a request (RFC 9112 section 2.2).
                IsComplete = !_isFirst;
            }
            else if (_isFirst)
            {
                int target = Ascii.IndexOf(_line, ' ', 0, end) + 1;
                IsCovered = format != null && target < end && format.Covers(_line, target, end - target);
                _isFirst = false;
            }
            else if (!_isTooLong && end > s_origin.Length && Ascii.EqualsIgnoreCase(_line, 0, s_origin.Length, s_origin))
            {
                ReadOrigin(s_origin.Length, end);
            }

            _count = 0;
            _isTooLong = false;
        }

        private void ReadOrigin(int start, int end)
        {
            while (start < end && (_line[start] == ' ' || _line[start] == '\t'))
            {
                start++;
            }

            while (start < end && (_line[end - 1] == ' ' || _line[end - 1] == '\t'))
            {
                end--;
            }

            OriginCount = end - start <= Origin.Length ? end - start : 0;
            System.Array.Copy(_line, start, Origin, 0, OriginCount);
        }
    }
}
