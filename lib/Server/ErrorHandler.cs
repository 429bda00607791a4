using System;

namespace Nano.Web.Server
{
    /// <summary>Is told of an exception that a handler, a task or the loop has thrown. It must not wait. One that it throws itself is counted in <see cref="Statistics.ReportFaults"/>.</summary>
    /// <param name="slot">The slot of the connection whose handler has thrown it; <see cref="WebServer.NoSlot"/> for a task or the loop.</param>
    /// <param name="exception">The exception.</param>
    public delegate void ErrorHandler(int slot, Exception exception);
}
