using System.Net;

namespace Nano.Web.Server
{
    /// <summary>The address of a server that is told none.</summary>
    internal static class DefaultAddress
    {
        /// <summary>All addresses: a device is there to be reached from others.</summary>
        public static IPAddress Value => IPAddress.Any;
    }
}
