using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Web.Server;
using Nano.Web.Text;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// Counts the starts in a row that failed: those that did not reach <see cref="ServiceTime"/> of service. The count is stored with the settings and written at most
    /// twice a start: 1 more when the board starts, and 0 when it has served for long enough or is asked to restart. A power cut while it is written leaves the
    /// old count, the new one or nothing whole; nothing whole counts as 0, so that it can never cause a safe start.
    /// </summary>
    public sealed class StartCounter : LoopTask
    {
        /// <summary>After so many failed starts in a row comes a safe start.</summary>
        public const int SafeAfter = 3;

        /// <summary>A start that has served for so many milliseconds has succeeded.</summary>
        public const int ServiceTime = 60000;

        private const string Name = "starts=";
        private const int Length = 9;
        private const int Maximum = 9;

        private readonly SettingsStore _store;
        private bool _isPending;
        private long _due;

        /// <summary>Makes one.</summary>
        /// <param name="store">Where the count is kept: the place <see cref="SettingsStore.Starts"/>.</param>
        public StartCounter(SettingsStore store)
        {
            _store = store;
        }

        /// <summary>Counts this start as failed, until <see cref="Clear"/>.</summary>
        /// <returns>How many starts in a row have failed before this one, 0 to 9.</returns>
        public int Begin()
        {
            int failed = Read();
            _isPending = Write(failed < Maximum ? failed + 1 : failed);
            return failed;
        }

        /// <summary>This start has succeeded, or ends on request.</summary>
        public void Clear()
        {
            if (_isPending)
            {
                _isPending = false;
                Write(0);
            }
        }

        /// <inheritdoc/>
        public override long Run(long now)
        {
            if (_due == 0)
            {
                _due = now + ServiceTime;
            }

            if (now < _due)
            {
                return _due;
            }

            Clear();
            return Channel.Never;
        }

        private int Read()
        {
            // One byte more than a count takes, so that longer text is not taken for one.
            byte[] buffer = new byte[Length + 1];
            int count = _store.Read(SettingsStore.Starts, buffer);
            bool isWhole = count == Length && buffer[Length - 1] == '\n' && Ascii.Equals(buffer, 0, Name.Length, Name);
            int digit = isWhole ? buffer[Name.Length] - '0' : 0;
            return digit >= 0 && digit <= Maximum ? digit : 0;
        }

        private bool Write(int failed)
        {
            ByteWriter writer = new ByteWriter(new byte[Length]);
            writer.WriteText(Name);
            writer.WriteNumber(failed);
            writer.WriteText("\n");
            return _store.Write(SettingsStore.Starts, writer.Buffer, writer.Count);
        }
    }
}
