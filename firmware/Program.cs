using Nano.Firmware.Startup;
using Nano.Web.Server;

namespace Nano.Firmware
{
    /// <summary>The program of the board. The simulated board has its own, in hardware/simulator.</summary>
    public static class Program
    {
        // A TlsOptions here serves https on port 443, with the certificate that is stored in the board; lib/Server/README.md says what that costs.
        private static readonly TlsOptions s_tls = null;

        /// <summary>Serves for as long as there is power.</summary>
        public static void Main()
        {
            new StartSequence(new BoardPlatform(s_tls)).Run();
        }
    }
}
