using Nano.Firmware.Pages;

namespace Nano.Firmware
{
    /// <summary>Stands for the page, which would fill the assembly.</summary>
    internal static class DashboardPage
    {
        public const int Length = 1;

        public static string EntityTag => "\"none\"";

        public static string ContentSecurityPolicy => "default-src 'none'";

        public static string GetChunk(int index)
        {
            return "\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001";
        }
    }
}
