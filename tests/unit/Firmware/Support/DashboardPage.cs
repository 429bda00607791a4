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

    /// <summary>Stands for the page's other files.</summary>
    internal static class DashboardAssets
    {
        public const int Count = 1;

        public static string NameOf(int asset) => "a.js";

        public static string TypeOf(int asset) => "text/javascript";

        public static string TagOf(int asset) => "\"a\"";

        public static int LengthOf(int asset) => 1;

        public static int FirstOf(int asset) => 0;

        public static string GetChunk(int index) => DashboardPage.GetChunk(index);
    }
}
