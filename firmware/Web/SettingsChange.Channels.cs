using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Firmware.Settings;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <content>The channel lines: what is wrong with them, and whether they change.</content>
    internal sealed partial class SettingsChange
    {
        // So many bytes of channel lines are compared in one step.
        private const int ComparedAtOnce = 256;

        // The channel lines that are checked, and how many bytes of them have been compared with the former ones.
        private BoardDescription _description;
        private int _compared;

        /// <summary>Begins to check the channel lines, once all settings are read. <see cref="CheckNextLine"/> follows.</summary>
        /// <param name="drivers">The drivers that the image has.</param>
        public void BeginLines(DriverCatalog drivers)
        {
            if (!HasSeen(SettingField.Channels) && !HasSeen(SettingField.Pins))
            {
                return;
            }

            // As long as they are: lines of a backup have been added one by one.
            BoardDescription lines = Settings.Description;
            BoardDescription own = new BoardDescription(Settings.Chip);
            bool isOwn = lines.Count == own.Count && Ascii.Equals(lines.Text, 0, own.Text, 0, own.Count);
            Settings.TakeLines(lines.Text, isOwn ? 0 : lines.Count);
            _description = Settings.Description;
            _description.BeginCheck(drivers);
        }

        /// <summary>Checks some of the channel lines.</summary>
        /// <returns>False when there are no more.</returns>
        public bool CheckNextLine()
        {
            return _description != null && _description.CheckNext();
        }

        private bool CompareChannels()
        {
            BoardDescription former = Former.Description;
            BoardDescription lines = Settings.Description;
            int count = lines.Count - _compared < ComparedAtOnce ? lines.Count - _compared : ComparedAtOnce;
            bool isSame = lines.Count == former.Count && Ascii.Equals(lines.Text, _compared, former.Text, _compared, count);
            _compared += count;
            Changed |= isSame ? 0 : 1 << SettingField.Channels;
            return !isSame || _compared == lines.Count;
        }
    }
}
