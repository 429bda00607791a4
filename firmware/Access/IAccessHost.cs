namespace Nano.Firmware.Access
{
    /// <summary>The server as access control sees it.</summary>
    internal interface IAccessHost
    {
        /// <summary>Gets the loop's time in milliseconds.</summary>
        long Now { get; }

        /// <summary>Tells whether the client of a slot receives samples, which keeps its session alive.</summary>
        /// <param name="slot">The client's slot.</param>
        bool IsListening(int slot);

        /// <summary>Closes a slot's WebSocket, if it has one, with 1008 (RFC 6455 section 7.4.1).</summary>
        /// <param name="slot">The client's slot.</param>
        /// <param name="reason">The reason that the Close frame gives.</param>
        void Close(int slot, string reason);
    }
}
