using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// How many connections fit in the managed heap. The sizes are measured on the interpreter (tests/bench/README.md).
    /// </summary>
    public static class SlotBudget
    {
        /// <summary>The bytes kept free for what is made while the board serves: frames of nested calls, a setup form, a thread that joins the Wi-Fi, literals.</summary>
        public const int Reserve = 8448;

        /// <summary>The bytes kept free where no thread of the transport waits: the heap can be compacted while the board serves, so that none of it is in small pieces for long.</summary>
        public const int LeanReserve = 6144;

        /// <summary>The bytes that a connection takes when the device is made.</summary>
        public const int SlotAtCreation = 192;

        // The bytes of a connection's objects, without its buffers, when the device begins to listen.
        private const int SlotAtStart = 2000;

        // The bytes that a client adds: the socket of its connection, and the frames of the thread that polls it.
        private const int Socket = 264;
        private const int Polling = 432;

        // The listener, and the stream on which clients are refused.
        private const int ListenerAtStart = 1574;

        /// <summary>The bytes that a thread takes. One waits for each connection, one for the listener and one for the stream of refusals.</summary>
        public const int Thread = 785;

        private const int FurtherThreads = 2;

        // Less than the smallest device takes: the first guess is never too low.
        private const int LeastDevice = 10000;

        /// <summary>An upper bound before anything is made, so that a large number does not exhaust the heap at once.</summary>
        /// <param name="free">The free bytes.</param>
        /// <param name="options">The options of the settings.</param>
        /// <returns>1 to the slots of the options.</returns>
        public static int Guess(long free, ServerOptions options)
        {
            return Clamp((free - LeastDevice) / SizeOf(options, true), 1, options.Slots);
        }

        /// <summary>How many connections fit, once the device has been made with the slots of its options.</summary>
        /// <param name="free">The bytes that are free now, before it listens.</param>
        /// <param name="options">The options that the device was made with.</param>
        /// <param name="hasThreads">Whether threads wait for the transport's sockets.</param>
        /// <returns>0 to the slots of the options; less than those when it must be made again with fewer.</returns>
        public static int Fit(long free, ServerOptions options, bool hasThreads)
        {
            long left = free + options.Slots * SlotAtCreation - ListenerAtStart - (hasThreads ? Reserve + FurtherThreads * Thread : LeanReserve);
            return Clamp(left / SizeOf(options, hasThreads), 0, options.Slots);
        }

        private static int SizeOf(ServerOptions options, bool hasThreads)
        {
            return options.ReceiveBuffer + options.SendBuffer + SlotAtCreation + SlotAtStart + Socket + (hasThreads ? Thread + Polling : 0);
        }

        private static int Clamp(long value, int minimum, int maximum)
        {
            return value < minimum ? minimum : value > maximum ? maximum : (int)value;
        }
    }
}
