using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Http
{
    /// <summary>Dates as HTTP writes them (RFC 9110 section 5.6.7).</summary>
    [TestClass]
    public class HttpDateTests
    {
        [TestMethod]
        public void A_date_is_written_as_the_RFC_writes_it()
        {
            Assert.AreEqual("Sun, 06 Nov 1994 08:49:37 GMT", Write(new DateTime(1994, 11, 6, 8, 49, 37)));
            Assert.AreEqual("Thu, 29 Feb 2024 23:59:59 GMT", Write(new DateTime(2024, 2, 29, 23, 59, 59)));
            Assert.AreEqual("Sat, 01 Jan 2000 00:00:00 GMT", Write(new DateTime(2000, 1, 1)));
        }

        [TestMethod]
        public void Every_day_of_a_leap_year_is_read_as_it_was_written()
        {
            DateTime date = new DateTime(2028, 1, 1, 1, 2, 3);
            for (int day = 0; day < 366; day += Target.NumberStep)
            {
                AssertReads(date.AddDays(day), Write(date.AddDays(day)));
            }
        }

        [TestMethod]
        public void The_three_forms_of_a_date_are_read()
        {
            DateTime date = new DateTime(1994, 11, 6, 8, 49, 37);
            AssertReads(date, "Sun, 06 Nov 1994 08:49:37 GMT");
            AssertReads(date, "Sunday, 06-Nov-94 08:49:37 GMT");
            AssertReads(date, "Sun Nov  6 08:49:37 1994");
        }

        [TestMethod]
        public void Days_of_two_digits_and_long_names_are_read_in_every_form()
        {
            DateTime date = new DateTime(2026, 9, 30, 23, 0, 59);
            AssertReads(date, "Wed, 30 Sep 2026 23:00:59 GMT");
            AssertReads(date, "Wednesday, 30-Sep-26 23:00:59 GMT");
            AssertReads(date, "Wed Sep 30 23:00:59 2026");
        }

        [TestMethod]
        public void Letters_have_any_case_and_a_day_below_10_may_have_one_digit()
        {
            DateTime date = new DateTime(1994, 11, 6, 8, 49, 37);
            AssertReads(date, "Sun, 6 Nov 1994 08:49:37 GMT");
            AssertReads(date, "sun, 06 nov 1994 08:49:37 gmt");
            AssertReads(date, "SUN, 6 NOV 1994 08:49:37 GMT");
            AssertReads(date, "SUNDAY, 06-NOV-94 08:49:37 GMT");
            AssertReads(date, "sun nov  6 08:49:37 1994");
        }

        [TestMethod]
        public void Two_digits_of_a_year_mean_no_year_more_than_fifty_years_ahead()
        {
            AssertReads(new DateTime(2076, 1, 1), "Wednesday, 01-Jan-76 00:00:00 GMT");
            AssertReads(new DateTime(1977, 1, 1), "Saturday, 01-Jan-77 00:00:00 GMT");
            AssertReads(new DateTime(2000, 1, 1), "Saturday, 01-Jan-00 00:00:00 GMT");
            AssertReads(new DateTime(1999, 1, 1), "Friday, 01-Jan-99 00:00:00 GMT");
        }

        [TestMethod]
        public void The_29th_of_February_is_in_leap_years_only()
        {
            AssertReads(new DateTime(2024, 2, 29), "Thu, 29 Feb 2024 00:00:00 GMT");
            AssertReads(new DateTime(2000, 2, 29), "Tue, 29 Feb 2000 00:00:00 GMT");
            Refuse("Wed, 29 Feb 2023 00:00:00 GMT");
            Refuse("Thu, 29 Feb 1900 00:00:00 GMT");
            Refuse("Thu, 30 Feb 2024 00:00:00 GMT");
        }

        [TestMethod]
        public void A_leap_second_is_the_next_minute()
        {
            AssertReads(new DateTime(2017, 1, 1), "Sat, 31 Dec 2016 23:59:60 GMT");
            Refuse("Sat, 31 Dec 2016 23:59:61 GMT");
        }

        [TestMethod]
        public void A_date_that_no_board_can_hold_is_none()
        {
            AssertReads(new DateTime(2999, 12, 31, 23, 59, 59).AddSeconds(1), Replace("31 Dec 2999 23:59:60", 5));
            AssertReads(new DateTime(1601, 1, 1), Replace("01 Jan 1601 00:00:00", 5));
            Refuse(Replace("3000", 12));
            Refuse(Replace("9999", 12));
            Refuse(Replace("31 Dec 9999 23:59:60", 5));
            Refuse(Replace("1600", 12));
        }

        [TestMethod]
        public void What_is_no_date_is_refused()
        {
            string[] texts = { "", "0", "yesterday", "06 Nov 1994 08:49:37 GMT", "Sun, x Nov 1994 08:49:37 GMT", "Sun,  6 Nov 1994 08:49:37 GMT", "Sun, 0 Nov 1994 08:49:37 GMT", "Sunday  06-Nov-94 08:49:37 GMT", "Sun Nov -6 08:49:37 1994" };
            for (int i = 0; i < texts.Length; i++)
            {
                Refuse(texts[i]);
            }
        }

        [TestMethod]
        public void Every_digit_month_and_sign_of_a_date_counts()
        {
            // The names of days do not, nor does what stands between some of the parts.
            RefuseWithout("Sun, 06 Nov 1994 08:49:37 GMT", "     ## ### #### ##:##:## ###");
            RefuseWithout("Sunday, 06-Nov-94 08:49:37 GMT", "      # ##-### ## ##:##:## ###");
            RefuseWithout("Sun Nov 16 08:49:37 1994", "    ### ## ##:##:## ####");
        }

        [TestMethod]
        public void Numbers_beyond_their_range_are_refused()
        {
            Refuse(Replace("00", 5));
            Refuse(Replace("31", 5));
            Refuse(Replace("0000", 12));
            Refuse(Replace("24", 17));
            Refuse(Replace("60", 20));
        }

        [TestMethod]
        public void A_time_of_another_zone_is_no_date()
        {
            Refuse("Sun, 06 Nov 1994 08:49:37 EST");
            Refuse("Sunday, 06-Nov-94 08:49:37 PST");
        }

        [TestMethod]
        public void Any_text_of_a_dates_length_is_read_or_refused_and_nothing_else()
        {
            for (int length = 0; length < 40; length++)
            {
                Refuse(Bytes.Repeat(",", length));
                Refuse(Bytes.Repeat(" ", length));
                Refuse(Bytes.Repeat("9", length));
            }
        }

        private static string Write(DateTime date)
        {
            byte[] text = new byte[HttpDate.Size + 2];
            HttpDate.Write(date, text, 1);
            return Bytes.Text(text, 1, HttpDate.Size);
        }

        private static void AssertReads(DateTime date, string text)
        {
            DateTime read;
            Assert.IsTrue(TryParse(text, out read), text);
            Assert.AreEqual(date.Ticks, read.Ticks, text);
        }

        private static void Refuse(string text)
        {
            Assert.IsFalse(TryParse(text, out _), text);
        }

        /// <summary>Asserts that a date is refused with another character wherever a mask has one.</summary>
        private static void RefuseWithout(string text, string mask)
        {
            Assert.IsTrue(TryParse(text, out _), text);
            for (int i = 0; i < text.Length; i++)
            {
                if (mask[i] != ' ')
                {
                    Refuse(text.Substring(0, i) + "x" + text.Substring(i + 1));
                }
            }
        }

        private static string Replace(string digits, int at)
        {
            string text = "Sun, 06 Nov 1994 08:49:37 GMT";
            return text.Substring(0, at) + digits + text.Substring(at + digits.Length);
        }

        /// <summary>Reads a date from the middle of a buffer that ends with it.</summary>
        private static bool TryParse(string text, out DateTime date)
        {
            byte[] buffer = Bytes.Of("xxxx" + text);
            return HttpDate.TryParse(buffer, 4, buffer.Length - 4, new DateTime(2026, 7, 1), out date);
        }
    }
}
