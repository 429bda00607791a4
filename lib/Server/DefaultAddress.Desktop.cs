using System.Net;

namespace Nano.Web.Server
{
    /// <summary>The address of a server that is told none.</summary>
    internal static class DefaultAddress
    {
        /// <summary>The loopback address: only programs of the same machine reach a program that somebody tries out.</summary>
        public static IPAddress Value => IPAddress.Loopback;
    }
}
