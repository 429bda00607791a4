using Nano.Firmware.Access;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>The metrics of access: what was denied, passwords and sessions. Without a password they are there too, and 0.</summary>
    internal sealed class AccessMetrics : MetricsTable
    {
        private readonly Statistics _statistics;
        private readonly AccessGate _gate;

        public AccessMetrics(Statistics statistics, AccessGate gate)
        {
            _statistics = statistics;
            _gate = gate;
        }

        /// <inheritdoc/>
        public override bool Write(ByteWriter writer, int row)
        {
            AccessGate gate = _gate;
            Secrets secrets = gate?.Secrets;
            switch (row)
            {
                case 0: MetricsText.Head(writer, "nano_requests_denied_total", "counter", "Requests that their client was not allowed."); break;
                case 1: MetricsText.Line(writer, "nano_requests_denied_total{by=\"host\"} ", _statistics.HostsRefused); break;
                case 2: MetricsText.Line(writer, "nano_requests_denied_total{by=\"origin\"} ", _statistics.OriginsRefused); break;
                case 3: MetricsText.Line(writer, "nano_requests_denied_total{by=\"password\"} ", gate == null ? 0 : gate.Unauthorized); break;
                case 4: MetricsText.Line(writer, "nano_requests_denied_total{by=\"right\"} ", gate == null ? 0 : gate.Forbidden); break;
                case 5: MetricsText.Line(writer, "nano_requests_denied_total{by=\"throttle\"} ", gate == null ? 0 : secrets.Throttled); break;
                case 6: MetricsText.Line(writer, "nano_requests_denied_total{by=\"busy\"} ", gate == null ? 0 : secrets.Busy); break;
                case 7: MetricsText.Counter(writer, "nano_passwords_wrong_total", "Passwords and tokens that were wrong.", gate == null ? 0 : secrets.Wrong); break;
                case 8: MetricsText.Gauge(writer, "nano_sessions", "Clients that are signed in.", gate == null ? 0 : gate.Sessions.Count); break;
                case 9: MetricsText.Counter(writer, "nano_sessions_total", "Clients that have signed in.", gate == null ? 0 : gate.Sessions.Begun); break;
                default: return false;
            }

            return true;
        }
    }
}
