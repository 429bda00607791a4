using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// Stores settings so that a power cut at any moment leaves the old or the new ones. They are saved alternately to the two places of a store. A place
    /// holds a line <c>#revision=</c>, the text of the settings, and a line <c>#check=</c> with the CRC-32 of all before it. Of the places with a correct
    /// check, the one with the higher revision is valid. New settings therefore become valid with their last byte, and the old ones are not changed.
    /// </summary>
    public sealed class SettingsFile
    {
        private const string RevisionLine = "#revision=";

        // Number of bytes of the checksum that are computed in one turn of the loop.
        private const int SumAtOnce = 256;

        private readonly SettingsStore _store;

        // Allocated only while settings are loaded or saved.
        private byte[] _buffer;
        private ByteWriter _writer;
        private uint _sum;
        private uint _check;
        private int _summed;
        private int _sumEnd;
        private long _revision;
        private int _place = 1;

        /// <summary>Creates the file. It allocates <see cref="BoardSettings.MaximumLength"/> bytes while settings are loaded or saved.</summary>
        /// <param name="store">The store.</param>
        public SettingsFile(SettingsStore store)
        {
            _store = store;
        }

        /// <summary>Whether <see cref="Load"/> has found valid settings.</summary>
        public bool IsFound { get; private set; }

        /// <summary>Whether settings have been saved but <see cref="Load"/> could read none, because they are damaged or too long.</summary>
        public bool IsDamaged { get; private set; }

        /// <summary>The saved revision, which each save increments by 1; 0 when nothing is saved.</summary>
        public long Revision => _revision;

        /// <summary>The reason why <see cref="Load"/> has ignored a line, as a sentence; null when there is none.</summary>
        public string Problem { get; private set; }

        /// <summary>Loads the settings that were saved last. Without valid ones it changes nothing.</summary>
        /// <param name="settings">The settings to change.</param>
        /// <returns>
        /// The number of the first line with an error, including the line of the revision; 0 when there is none (see <see cref="BoardSettings.Read"/>).
        /// </returns>
        public int Load(BoardSettings settings)
        {
            _buffer = new byte[BoardSettings.MaximumLength];
            long first = ReadRevision(0, out int _);
            long second = ReadRevision(1, out int _);
            _place = second > first ? 1 : 0;
            _revision = ReadRevision(_place, out int count);
            IsFound = _revision >= 0;
            IsDamaged = !IsFound && (_store.Has(0) || _store.Has(1));
            Problem = null;
            int wrong = 0;
            if (IsFound)
            {
                wrong = settings.Read(_buffer, 0, count);
                Problem = wrong != 0 ? SettingsProblem.Describe(_buffer, count, wrong, settings) : null;
                if (!settings.HasUnreadablePassword)
                {
                    // Writes a copy that is missing, for example after a power cut between the copy and the settings.
                    PasswordGuard.Write(_store, settings);
                }
                else
                {
                    PasswordGuard.Read(_store, settings);
                }
            }
            else
            {
                if (!PasswordGuard.Read(_store, settings) && IsDamaged)
                {
                    settings.LosePassword();
                }

                // The first settings are saved to the first place.
                _place = 1;
                _revision = 0;
            }

            _buffer = null;
            return wrong;
        }

        /// <summary>
        /// Loads again the settings that <see cref="Load"/> has found or that have been saved since. Without any, it loads the copy of the settings that
        /// protect the device.
        /// </summary>
        /// <param name="settings">The settings to change.</param>
        public void Reload(BoardSettings settings)
        {
            _buffer = new byte[BoardSettings.MaximumLength];
            if (_revision > 0 && ReadRevision(_place, out int count) == _revision)
            {
                settings.Read(_buffer, 0, count);
            }
            else
            {
                PasswordGuard.Read(_store, settings);
            }

            _buffer = null;
        }

        /// <summary>Saves settings. <see cref="Load"/> must have been called.</summary>
        /// <param name="settings">The settings to save.</param>
        /// <returns>False when the settings could not be saved; the old ones are then unchanged.</returns>
        public bool Save(BoardSettings settings)
        {
            return SaveGuard(settings) && Compose(settings) && SumAll() && BeginSave() && BeginCheck() && SumAll() && EndSave();
        }

        /// <summary>Writes the copy of the settings that protect the device, which precedes the settings. For callers that do other work between the steps.</summary>
        /// <param name="settings">The settings to save.</param>
        /// <returns>False when the copy could not be written; the settings must then not be written.</returns>
        public bool SaveGuard(BoardSettings settings)
        {
            return PasswordGuard.Write(_store, settings);
        }

        /// <summary>Composes the text for <see cref="BeginSave"/>; then call <see cref="Sum"/>. For callers that do other work between the steps.</summary>
        /// <param name="settings">The settings to save.</param>
        /// <returns>False when the text is too long; the old settings are then unchanged.</returns>
        public bool Compose(BoardSettings settings)
        {
            _buffer = new byte[BoardSettings.MaximumLength];
            _writer = new ByteWriter(_buffer);
            _writer.WriteText(RevisionLine);
            _writer.WriteNumber(_revision + 1);
            _writer.WriteText("\n");
            settings.Write(_writer);
            BeginSum(_writer.Count);
            return !_writer.Overflowed;
        }

        /// <summary>Continues to compute the checksum of the text.</summary>
        /// <returns>True when the checksum is complete.</returns>
        public bool Sum()
        {
            int left = _sumEnd - _summed;
            int count = left < SumAtOnce ? left : SumAtOnce;
            _sum = Crc32.Update(_sum, _buffer, _summed, count);
            _summed += count;
            return _summed == _sumEnd;
        }

        /// <summary>Writes the composed text, after <see cref="SaveGuard"/>. <see cref="EndSave"/> verifies it.</summary>
        /// <returns>False when the text could not be written; the old settings are then unchanged.</returns>
        public bool BeginSave()
        {
            CheckedText.Finish(_writer, _sum);
            bool isWritten = !_writer.Overflowed && _store.Write(1 - _place, _buffer, _writer.Count);
            _writer = null;
            _buffer = null;
            return isWritten;
        }

        /// <summary>Reads the text that <see cref="BeginSave"/> has written; then call <see cref="Sum"/>.</summary>
        /// <returns>False when no text was stored; the old settings are then unchanged.</returns>
        public bool BeginCheck()
        {
            _buffer = new byte[BoardSettings.MaximumLength];
            int length = CheckedText.FindLine(_buffer, _store.Read(1 - _place, _buffer), out uint check);
            _check = check;
            BeginSum(length < 0 ? 0 : length);
            return length >= 0;
        }

        /// <summary>Verifies the text that was read back.</summary>
        /// <returns>False when the text is damaged; the old settings are then unchanged.</returns>
        public bool EndSave()
        {
            bool isSaved = _sum == _check && ReadRevisionLine(_sumEnd) == _revision + 1;
            _buffer = null;
            if (isSaved)
            {
                _place = 1 - _place;
                _revision++;
            }

            return isSaved;
        }

        private bool SumAll()
        {
            while (!Sum())
            {
            }

            return true;
        }

        private void BeginSum(int count)
        {
            _sum = Crc32.Begin;
            _summed = 0;
            _sumEnd = count;
        }

        /// <summary>Reads a place into the buffer.</summary>
        /// <returns>The revision of the place, or -1 when its text is missing or damaged.</returns>
        private long ReadRevision(int place, out int count)
        {
            count = CheckedText.Find(_buffer, _store.Read(place, _buffer));
            return ReadRevisionLine(count);
        }

        /// <summary>Reads the first line of the buffer.</summary>
        /// <param name="count">The length of the text, or -1 when it is incomplete.</param>
        /// <returns>The revision, or -1 when there is none.</returns>
        private long ReadRevisionLine(int count)
        {
            if (count < RevisionLine.Length || !Ascii.Equals(_buffer, 0, RevisionLine.Length, RevisionLine))
            {
                return -1;
            }

            int end = Ascii.IndexOf(_buffer, '\n', RevisionLine.Length, count);
            return Ascii.ParseNumber(_buffer, RevisionLine.Length, end - RevisionLine.Length);
        }
    }
}
