using System;

namespace Nano.Web.Server
{
    /// <summary>Reports exceptions as a server without <see cref="WebServer.OnError"/> does.</summary>
    public static class ErrorReport
    {
        /// <summary>Writes an exception to the standard error stream.</summary>
        /// <param name="slot">The connection's slot; <see cref="WebServer.NoSlot"/> for none.</param>
        /// <param name="exception">The exception.</param>
        public static void Write(int slot, Exception exception)
        {
            Console.Error.WriteLine((slot == WebServer.NoSlot ? "A task failed: " : "A handler failed: ") + exception);
        }
    }
}
