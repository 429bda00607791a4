using System.IO;
using System.Linq;
using System.Text;
using Nano.Firmware.Settings;

namespace Nano.Tests.Host.Support
{
    /// <summary>Files of settings that this firmware need not have written.</summary>
    internal static class SavedSettings
    {
        /// <summary>The content of a whole file.</summary>
        /// <param name="lines">The lines of the settings.</param>
        public static byte[] Of(byte[] lines)
        {
            byte[] body = Encoding.ASCII.GetBytes("#revision=1\n").Concat(lines).ToArray();
            return body.Concat(Encoding.ASCII.GetBytes($"#check={Crc32.Compute(body, 0, body.Length):x8}\n")).ToArray();
        }

        /// <summary>Saves lines in a folder, as the newest and only settings.</summary>
        public static void Write(string folder, string lines)
        {
            File.WriteAllBytes(Path.Combine(folder, "settings.0.txt"), Of(Encoding.ASCII.GetBytes(lines)));
        }
    }
}
