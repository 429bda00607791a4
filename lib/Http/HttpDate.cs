using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Dates as HTTP writes them (RFC 9110 section 5.6.7): whole seconds of UTC.</summary>
    public static class HttpDate
    {
        /// <summary>The length of a date as it is written, such as <c>Sun, 06 Nov 1994 08:49:37 GMT</c>.</summary>
        public const int Size = 29;

        private const string Days = "SunMonTueWedThuFriSat";
        private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

        /// <summary>Writes a date.</summary>
        /// <param name="date">The date, in UTC.</param>
        /// <param name="destination">Receives <see cref="Size"/> characters.</param>
        /// <param name="offset">Where they go.</param>
        public static void Write(DateTime date, byte[] destination, int offset)
        {
            WriteName(Days, (int)date.DayOfWeek, destination, offset);
            destination[offset + 3] = (byte)',';
            destination[offset + 4] = (byte)' ';
            WriteDigits(date.Day, destination, offset + 5);
            destination[offset + 7] = (byte)' ';
            WriteName(Months, date.Month - 1, destination, offset + 8);
            destination[offset + 11] = (byte)' ';
            WriteDigits(date.Year / 100, destination, offset + 12);
            WriteDigits(date.Year % 100, destination, offset + 14);
            destination[offset + 16] = (byte)' ';
            WriteDigits(date.Hour, destination, offset + 17);
            destination[offset + 19] = (byte)':';
            WriteDigits(date.Minute, destination, offset + 20);
            destination[offset + 22] = (byte)':';
            WriteDigits(date.Second, destination, offset + 23);
            destination[offset + 25] = (byte)' ';
            destination[offset + 26] = (byte)'G';
            destination[offset + 27] = (byte)'M';
            destination[offset + 28] = (byte)'T';
        }

        /// <summary>
        /// Reads a date in any of the three forms a server must understand. Letters have any case, a day below 10 may have one digit, and the weekday
        /// is not compared with the date (section 5.6.7 asks readers to be robust).
        /// </summary>
        /// <param name="buffer">Holds the date.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="now">The present, which tells the century of a date that has two digits for its year.</param>
        /// <param name="date">The date, in UTC.</param>
        /// <returns>False when it is no date.</returns>
        public static bool TryParse(byte[] buffer, int offset, int count, DateTime now, out DateTime date)
        {
            date = DateTime.MinValue;
            int day;
            int month;
            int year;
            int time;
            bool isZoned = true;
            bool isShort = count == Size - 1 && buffer[offset + 6] == ' ';
            if ((count == Size || isShort) && buffer[offset + 3] == ',')
            {
                // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
                day = isShort ? Digit(buffer[offset + 5]) : ReadDigits(buffer, offset + 5, ' ');
                offset -= isShort ? 1 : 0;
                month = FindMonth(buffer, offset + 8);
                year = ReadDigits(buffer, offset + 12, 0) * 100 + ReadDigits(buffer, offset + 14, ' ');
                time = offset + 17;
            }
            else if (count == 24 && buffer[offset + 3] == ' ')
            {
                // asctime: Sun Nov  6 08:49:37 1994
                month = FindMonth(buffer, offset + 4);
                day = buffer[offset + 8] == ' ' ? Digit(buffer[offset + 9]) : ReadDigits(buffer, offset + 8, ' ');
                year = ReadDigits(buffer, offset + 20, 0) * 100 + ReadDigits(buffer, offset + 22, 0);
                time = offset + 11;
                isZoned = false;
            }
            else
            {
                // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
                int at = offset + count - 22;
                if (at < offset + 8 || buffer[at - 2] != ',')
                {
                    return false;
                }

                day = ReadDigits(buffer, at, '-');
                month = FindMonth(buffer, at + 3);
                year = ReadDigits(buffer, at + 7, ' ');
                time = at + 10;
                if (year >= 0)
                {
                    // A date that seems over 50 years ahead is the last one with those digits.
                    year += now.Year / 100 * 100;
                    year -= year > now.Year + 50 ? 100 : 0;
                }
            }

            int hour = ReadDigits(buffer, time, ':');
            int minute = ReadDigits(buffer, time + 3, ':');
            int second = ReadDigits(buffer, time + 6, ' ');
            // nanoFramework's dates end with the year 3000, and a leap second may be the next year's.
            if (year < 1601 || year > 2999 || month < 1 || day < 1 || day > DateTime.DaysInMonth(year, month)
                || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
            {
                return false;
            }

            if (isZoned && !Ascii.EqualsIgnoreCase(buffer, time + 9, 3, "gmt"))
            {
                // A time of another zone is no HTTP-date, and would be taken for a wrong one.
                return false;
            }

            // A leap second is the next minute's first here.
            date = new DateTime(year, month, day, hour, minute, 0).AddSeconds(second);
            return true;
        }

        private static void WriteName(string names, int index, byte[] destination, int offset)
        {
            for (int i = 0; i < 3; i++)
            {
                destination[offset + i] = (byte)names[index * 3 + i];
            }
        }

        private static void WriteDigits(int value, byte[] destination, int offset)
        {
            destination[offset] = (byte)('0' + value / 10);
            destination[offset + 1] = (byte)('0' + value % 10);
        }

        /// <summary>Reads two digits and what must follow them; 0 for anything. A negative number when they are not there.</summary>
        private static int ReadDigits(byte[] buffer, int offset, int next)
        {
            int tens = Digit(buffer[offset]);
            int ones = Digit(buffer[offset + 1]);
            return tens < 0 || ones < 0 || (next != 0 && buffer[offset + 2] != next) ? -10000 : tens * 10 + ones;
        }

        private static int Digit(int character)
        {
            return character >= '0' && character <= '9' ? character - '0' : -10000;
        }

        /// <summary>1 to 12, or 0.</summary>
        private static int FindMonth(byte[] buffer, int offset)
        {
            for (int month = 0; month < 12; month++)
            {
                if ((buffer[offset] | 0x20) == (Months[month * 3] | 0x20) && (buffer[offset + 1] | 0x20) == Months[month * 3 + 1] && (buffer[offset + 2] | 0x20) == Months[month * 3 + 2])
                {
                    return month + 1;
                }
            }

            return 0;
        }
    }
}
