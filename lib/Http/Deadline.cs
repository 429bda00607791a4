namespace Nano.Web.Http
{
    /// <summary>How a deadline moves while a client does what it is for, if slowly.</summary>
    internal static class Deadline
    {
        /// <summary>Moves a deadline on by the bytes' time at the slowest rate that is borne, and never beyond a whole time-out.</summary>
        /// <param name="due">The deadline so far, in milliseconds.</param>
        /// <param name="bytes">The bytes that the client has sent or taken.</param>
        /// <param name="rate">The slowest rate in bytes a second; 0 for no such limit, and then any byte gives the whole time-out.</param>
        /// <param name="now">The time in milliseconds.</param>
        /// <param name="timeout">The whole time-out in milliseconds.</param>
        /// <returns>The deadline from now on.</returns>
        public static long Extend(long due, int bytes, int rate, long now, int timeout)
        {
            long latest = now + timeout;
            due = rate > 0 ? due + bytes * 1000L / rate : latest;
            return due < latest ? due : latest;
        }
    }
}
