using System;

namespace Nano.Web.Server
{
    /// <summary>Reports exceptions as a server without <see cref="WebServer.OnError"/> does.</summary>
    public static class ErrorReport
    {
        /// <summary>Does nothing: nanoFramework prints every exception with its stack when it is thrown.</summary>
        /// <param name="slot">The connection's slot.</param>
        /// <param name="exception">The exception.</param>
        public static void Write(int slot, Exception exception)
        {
        }
    }
}
