using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <summary>
    /// Settings that outlive a power cut at any moment, while they are being saved too. They are saved to the two places of a
    /// store in turn. A place holds the settings' text behind a line <c>#revision=</c>, and at its end a line <c>#check=</c> with
    /// the CRC-32 of all before it; of the places whose check is right the one of the higher revision counts. So what is being
    /// written replaces the old only with its very last byte, and the old ones are not touched.
    /// </summary>
    public sealed class SettingsFile
    {
        private const string Revision = "#revision=";

        private readonly SettingsStore _store;

        // There only while settings are loaded or saved.
        private byte[] _buffer;
        private ByteWriter _writer;
        private long _revision;
        private int _place = 1;

        /// <summary>Makes one; it takes <see cref="BoardSettings.MaximumLength"/> bytes while settings are loaded or saved.</summary>
        /// <param name="store">Where they are kept.</param>
        public SettingsFile(SettingsStore store)
        {
            _store = store;
        }

        /// <summary>Whether <see cref="Load"/> has found settings.</summary>
        public bool IsFound { get; private set; }

        /// <summary>Whether settings have been saved and <see cref="Load"/> could read none: they are damaged, or too long.</summary>
        public bool IsDamaged { get; private set; }

        /// <summary>Why <see cref="Load"/> has ignored a line, in a sentence; null when it has not.</summary>
        public string Problem { get; private set; }

        /// <summary>Loads what was saved last; nothing changes when there is nothing, or nothing whole.</summary>
        /// <returns>See <see cref="BoardSettings.Read"/>: the first line that changes nothing and should, the line of the revision counted; 0 when all is well.</returns>
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
                    // As after a power cut between the two.
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

                // So that the first are saved to the first place.
                _place = 1;
                _revision = 0;
            }

            _buffer = null;
            return wrong;
        }

        /// <summary>Loads again what <see cref="Load"/> has found or has been saved since; where it has found nothing, what protects the board.</summary>
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

        /// <summary>Saves settings. <see cref="Load"/> comes first.</summary>
        /// <returns>False when they could not be saved; then the old ones are still there.</returns>
        public bool Save(BoardSettings settings)
        {
            return SaveGuard(settings) && Compose(settings) && BeginSave() && EndSave();
        }

        /// <summary>Writes the copy of what protects the board, which comes before the settings. For a caller that does other work in between.</summary>
        /// <param name="settings">The settings to be saved.</param>
        /// <returns>False when the copy could not be written; then the settings must not be either.</returns>
        public bool SaveGuard(BoardSettings settings)
        {
            return PasswordGuard.Write(_store, settings);
        }

        /// <summary>Composes the text that <see cref="BeginSave"/> writes. For a caller that does other work in between.</summary>
        /// <param name="settings">The settings to be saved.</param>
        /// <returns>False when the text is too long; then the old settings are still there.</returns>
        public bool Compose(BoardSettings settings)
        {
            _buffer = new byte[BoardSettings.MaximumLength];
            _writer = new ByteWriter(_buffer);
            _writer.WriteText(Revision);
            _writer.WriteNumber(_revision + 1);
            _writer.WriteText("\n");
            settings.Write(_writer);
            return !_writer.Overflowed;
        }

        /// <summary>Writes the composed text, behind <see cref="SaveGuard"/>; <see cref="EndSave"/> finds out whether it is kept.</summary>
        /// <returns>False when it could not be written; then the old settings are still there.</returns>
        public bool BeginSave()
        {
            CheckedText.Finish(_writer);
            bool isWritten = !_writer.Overflowed && _store.Write(1 - _place, _buffer, _writer.Count);
            _writer = null;
            _buffer = null;
            return isWritten;
        }

        /// <summary>Reads back what <see cref="BeginSave"/> has written.</summary>
        /// <returns>False when that is not kept; then the old settings are still there.</returns>
        public bool EndSave()
        {
            _buffer = new byte[BoardSettings.MaximumLength];
            int place = 1 - _place;
            bool isSaved = ReadRevision(place, out int _) == _revision + 1;
            _buffer = null;
            if (isSaved)
            {
                _place = place;
                _revision++;
            }

            return isSaved;
        }

        /// <summary>Reads a place into the buffer.</summary>
        /// <returns>Its revision; -1 when it is not whole.</returns>
        private long ReadRevision(int place, out int count)
        {
            count = CheckedText.Find(_buffer, _store.Read(place, _buffer));
            if (count < Revision.Length || !Ascii.Equals(_buffer, 0, Revision.Length, Revision))
            {
                return -1;
            }

            int end = Ascii.IndexOf(_buffer, '\n', Revision.Length, count);
            return Ascii.ParseNumber(_buffer, Revision.Length, end - Revision.Length);
        }
    }
}
