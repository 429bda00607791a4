using System;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Nano.Web.Server;

namespace Nano.Simulator.Linux
{
    /// <summary>
    /// Tells systemd that the service is ready, that its loop turns, and that it stops: datagrams to the socket that NOTIFY_SOCKET names (systemd, sd_notify(3)). The loop itself tells it, so that
    /// systemd restarts a service whose loop hangs, when WatchdogSec is set. Microsoft.Extensions.Hosting.Systemd is no choice: it has no watchdog and needs a host of its own.
    /// </summary>
    internal sealed class ServiceNotice : LoopTask, IDisposable
    {
        private static readonly byte[] s_ready = Encoding.ASCII.GetBytes("READY=1");
        private static readonly byte[] s_alive = Encoding.ASCII.GetBytes("WATCHDOG=1");
        private static readonly byte[] s_stopping = Encoding.ASCII.GetBytes("STOPPING=1");

        private readonly Socket _socket;
        private readonly long _interval;

        private ServiceNotice(Socket socket, long interval)
        {
            _socket = socket;
            _interval = interval;
        }

        /// <summary>Finds systemd.</summary>
        /// <param name="address">NOTIFY_SOCKET: a path, or @ and an abstract name; null or empty without systemd.</param>
        /// <param name="watchdog">WATCHDOG_USEC, after how many microseconds of silence systemd restarts the service; null for never.</param>
        /// <returns>Null without systemd.</returns>
        public static ServiceNotice Open(string address, string watchdog)
        {
            if (string.IsNullOrEmpty(address))
            {
                return null;
            }

            var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? "\0" + address[1..] : address));
            }
            catch (SocketException exception)
            {
                Console.Error.WriteLine($"systemd cannot be told that the service is ready: {exception.Message}.");
                socket.Dispose();
                return null;
            }

            // Twice in the time, as sd_watchdog_enabled(3) recommends.
            bool hasWatchdog = long.TryParse(watchdog, NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) && microseconds > 0;
            return new ServiceNotice(socket, hasWatchdog ? Math.Max(1, microseconds / 2000) : long.MaxValue);
        }

        /// <summary>The service serves.</summary>
        public void Ready()
        {
            Send(s_ready);
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (_interval == long.MaxValue)
            {
                return long.MaxValue;
            }

            Send(s_alive);
            return now + _interval;
        }

        /// <summary>The service stops.</summary>
        public void Stopping()
        {
            Send(s_stopping);
        }

        public void Dispose()
        {
            _socket.Dispose();
        }

        private void Send(byte[] message)
        {
            try
            {
                _socket.Send(message);
            }
            catch (SocketException)
            {
                // systemd restarts: the next message reaches it.
            }
        }
    }
}
