using Nano.Firmware.Settings;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A place of a settings store with a text that this firmware need not have written.</summary>
    internal static class SavedText
    {
        /// <summary>The bytes of a whole place.</summary>
        /// <param name="lines">The lines of the settings, each with its end.</param>
        public static byte[] Of(byte[] lines)
        {
            byte[] body = Bytes.Join(Bytes.Of("#revision=1\n"), lines);
            return Bytes.Join(body, Bytes.Of("#check=" + Crc32.Compute(body, 0, body.Length).ToString("x8") + "\n"));
        }
    }
}
