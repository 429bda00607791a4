using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>The part of /metrics about who may do what. Without a password the figures are there too, and 0.</summary>
    internal static class AccessFigures
    {
        /// <summary>How many items there are.</summary>
        public const int Count = 5;

        /// <summary>Writes an item.</summary>
        public static void Write(Device device, int index, ByteWriter writer)
        {
            Statistics statistics = device.Server.Statistics;
            AccessGate gate = device.Gate;
            switch (index)
            {
                case 0:
                    MetricsResource.WriteHead(writer, "nano_requests_denied_total", "counter", "Requests that their client was not allowed.");
                    MetricsResource.WriteNumber(writer, "nano_requests_denied_total{by=\"host\"} ", statistics.HostsRefused, 0);
                    MetricsResource.WriteNumber(writer, "nano_requests_denied_total{by=\"origin\"} ", statistics.OriginsRefused, 0);
                    break;
                case 1:
                    MetricsResource.WriteNumber(writer, "nano_requests_denied_total{by=\"password\"} ", gate == null ? 0 : gate.Unauthorized, 0);
                    MetricsResource.WriteNumber(writer, "nano_requests_denied_total{by=\"right\"} ", gate == null ? 0 : gate.Forbidden, 0);
                    MetricsResource.WriteNumber(writer, "nano_requests_denied_total{by=\"throttle\"} ", gate == null ? 0 : gate.Secrets.Throttled, 0);
                    MetricsResource.WriteNumber(writer, "nano_requests_denied_total{by=\"busy\"} ", gate == null ? 0 : gate.Secrets.Busy, 0);
                    break;
                case 2: MetricsResource.Write(writer, "nano_passwords_wrong_total", "counter", "Passwords and tokens that were wrong.", gate == null ? 0 : gate.Secrets.Wrong, 0); break;
                case 3: MetricsResource.Write(writer, "nano_sessions", "gauge", "Clients that are signed in.", gate == null ? 0 : gate.Sessions.Count, 0); break;
                case 4: MetricsResource.Write(writer, "nano_sessions_total", "counter", "Clients that have signed in.", gate == null ? 0 : gate.Sessions.Begun, 0); break;
            }
        }
    }
}
