using System;
using Nano.Firmware.Access;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Json;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <summary>What a PUT asks of the settings: those that it would make of the former ones, and what is wrong with it. It is there only while settings are being changed.</summary>
    internal sealed partial class SettingsChange
    {
        private readonly Radio _radio;
        private readonly ByteWriter _scratch = new ByteWriter(new byte[2 * SettingField.MaximumValue]);
        private readonly byte[] _faults = new byte[SettingField.Count];
        private int _seen;
        private byte[] _password = new byte[0];
        private byte[] _passphrase;

        /// <summary>Makes one.</summary>
        /// <param name="content">What it reads.</param>
        /// <param name="former">The settings that are saved.</param>
        /// <param name="radio">The board's Wi-Fi; null where there is none.</param>
        /// <param name="isCheck">Whether nothing is to be saved.</param>
        public SettingsChange(SettingsContent content, BoardSettings former, Radio radio, bool isCheck)
        {
            Content = content;
            Former = former;
            Settings = former.Copy();
            IsCheck = isCheck;
            _radio = radio;
        }

        /// <summary>What it reads.</summary>
        public SettingsContent Content { get; }

        /// <summary>The settings that were saved before.</summary>
        public BoardSettings Former { get; }

        /// <summary>The settings that it makes.</summary>
        public BoardSettings Settings { get; }

        /// <summary>Whether nothing is to be saved.</summary>
        public bool IsCheck { get; }

        /// <summary>What is wrong with the content as a whole; <see cref="ProtocolError.InvalidSettings"/> when single settings are refused.</summary>
        public ProtocolError Error { get; private set; }

        /// <summary>A bit for each setting that changes.</summary>
        public int Changed { get; private set; }

        /// <summary>The name of the first setting that is not known, at most 24 bytes; null for none.</summary>
        public byte[] Unknown { get; private set; }

        /// <summary>The new name of the board's first network; null when it stays.</summary>
        public byte[] NetworkName { get; private set; }

        /// <summary>Gets the fault of a channel line; null for none.</summary>
        public LineFault LineFault => _description?.Fault;

        /// <summary>Why a setting is refused.</summary>
        public SettingFault FaultOf(int field)
        {
            return (SettingFault)_faults[field];
        }

        /// <summary>Takes the new password, which is the caller's to wipe; empty for none.</summary>
        public byte[] TakePassword()
        {
            byte[] password = _password;
            _password = null;
            return password;
        }

        /// <summary>The new passphrase of the board's first network, as a string made now.</summary>
        public string GetPassphrase()
        {
            return _passphrase == null ? "" : System.Text.Encoding.UTF8.GetString(_passphrase, 0, _passphrase.Length);
        }

        /// <summary>Forgets the secrets of the content.</summary>
        public void Wipe()
        {
            Content.Wipe();
            Clear(_password);
            Clear(_passphrase);
            _passphrase = null;
        }

        /// <summary>Reads the next setting of the content.</summary>
        /// <returns>False when all are read, or there is an <see cref="Error"/>.</returns>
        public bool ReadNext()
        {
            if (!Content.Read())
            {
                Error = Content.Error;
                return false;
            }

            if (Content.IsPartial)
            {
                return true;
            }

            int field = Content.Field;
            if (field == SettingField.None || (_radio == null && IsOfRadio(field)))
            {
                NoteUnknown();
            }
            else if (HasSeen(field) && !IsChannelLine)
            {
                Error = ProtocolError.DuplicateMember;
                return false;
            }
            else
            {
                _seen |= 1 << field;
                _faults[field] = (byte)Take(field);
            }

            return true;
        }

        /// <summary>Checks what settings say together, once all are read and the channel lines are checked.</summary>
        public void Complete()
        {
            if (LineFault != null)
            {
                int field = HasSeen(SettingField.Channels) ? SettingField.Channels : SettingField.Pins;
                _faults[field] = _faults[field] != 0 ? _faults[field] : (byte)SettingFault.ChannelLine;
            }

            CheckSecond();
            CheckNetwork();
            bool isRefused = Unknown != null;
            for (int field = 0; field < SettingField.Count; field++)
            {
                isRefused |= _faults[field] != 0;
            }

            Error = isRefused ? ProtocolError.InvalidSettings : ProtocolError.None;
        }

        /// <summary>Finds out whether a setting changes.</summary>
        /// <param name="field">The setting.</param>
        /// <returns>False when it is not known yet: then it is to be called again.</returns>
        public bool Compare(int field)
        {
            ByteWriter scratch = _scratch;
            bool isSeen = HasSeen(field);
            bool changes;
            if (field == SettingField.Channels)
            {
                return CompareChannels();
            }

            if (field == SettingField.Network)
            {
                changes = NetworkName != null && !IsSame(NetworkName, _radio.NetworkName);
            }
            else if (field == SettingField.Passphrase)
            {
                changes = NetworkName != null && isSeen;
            }
            else if (field == SettingField.Password)
            {
                changes = _password.Length > 0 || Settings.Password != Former.Password;
            }
            else if (field == SettingField.Broker)
            {
                changes = Settings.Broker != Former.Broker;
            }
            else if (field == SettingField.SecondPassphrase)
            {
                changes = Settings.Network.SecondPassphrase != Former.Network.SecondPassphrase;
            }
            else if (field == SettingField.AccessPassphrase)
            {
                changes = Settings.Network.AccessPassphrase != Former.Network.AccessPassphrase;
            }
            else
            {
                scratch.Clear();
                Former.WriteValue(scratch, field);
                int former = scratch.Count;
                Settings.WriteValue(scratch, field);
                changes = scratch.Count != 2 * former || !Ascii.Equals(scratch.Buffer, 0, scratch.Buffer, former, former);
            }

            Changed |= changes ? 1 << field : 0;
            return true;
        }

        /// <summary>Whether the content has one channel line, which others may follow: JSON has all of them in one string.</summary>
        private bool IsChannelLine => Content.Field == SettingField.Channels && Content.Token == JsonToken.None;

        private bool HasSeen(int field)
        {
            return (_seen >> field & 1) != 0;
        }

        private static bool IsOfRadio(int field)
        {
            return field == SettingField.Network || field == SettingField.Passphrase;
        }

        private static bool IsSame(byte[] a, byte[] b)
        {
            return a.Length == b.Length && Ascii.Equals(a, 0, b, 0, a.Length);
        }

        private static void Clear(byte[] secret)
        {
            if (secret != null)
            {
                Array.Clear(secret, 0, secret.Length);
            }
        }

        private void NoteUnknown()
        {
            if (Unknown == null)
            {
                int length = 0;
                while (length < SettingField.MaximumName && Content.Text[length] > ' ' && Content.Text[length] <= '~' && length < Content.Offset)
                {
                    length++;
                }

                Unknown = new byte[length];
                Array.Copy(Content.Text, Unknown, length);
            }
        }

        private SettingFault Take(int field)
        {
            JsonToken token = Content.Token;
            int length = Content.Length;
            if (token == JsonToken.Null)
            {
                return Reset(field);
            }

            bool isTruth = token == JsonToken.True || token == JsonToken.False;
            bool isRight = token == JsonToken.None
                || (SettingField.IsNumber(field) ? token == JsonToken.Number || (isTruth && SettingField.IsSwitch(field)) : token == JsonToken.String);
            if (!isRight)
            {
                return SettingFault.WrongType;
            }

            return length < 0 ? SettingFault.OutOfRange : TakeText(field, Content.Value, Content.Offset, length);
        }

        /// <summary>Gives a setting its default, and takes a secret away.</summary>
        private SettingFault Reset(int field)
        {
            if (field == SettingField.Host)
            {
                Settings.ResetHost();
                return SettingFault.None;
            }

            if (field == SettingField.Network)
            {
                return SettingFault.OutOfRange;
            }

            if (field == SettingField.Channels)
            {
                Settings.TakeLines(null, 0);
                return SettingFault.None;
            }

            ByteWriter writer = new ByteWriter(new byte[SettingField.MaximumValue]);
            if (SettingField.IsNumber(field))
            {
                writer.WriteNumber(SettingField.DefaultOf(field));
            }
            else
            {
                SettingField.WriteDefault(writer, field, Settings);
            }

            return TakeText(field, writer.Buffer, 0, writer.Count);
        }

        private SettingFault TakeText(int field, byte[] buffer, int offset, int length)
        {
            switch (field)
            {
                case SettingField.Password:
                    if (length == 0)
                    {
                        Settings.Set("password", buffer, 0, 0);
                        return SettingFault.None;
                    }

                    _password = Part(buffer, offset, length);
                    return PasswordHash.IsPassword(buffer, offset, length) ? SettingFault.None : SettingFault.OutOfRange;

                case SettingField.Passphrase:
                    _passphrase = Part(buffer, offset, length);
                    return SettingFault.None;

                case SettingField.Network:
                    NetworkName = Part(buffer, offset, NameEncoding.Decode(buffer, offset, length));
                    return SettingFault.None;

                case SettingField.Channels:
                    if (IsChannelLine)
                    {
                        return Settings.Set("channel", buffer, offset, length) ? SettingFault.None : SettingFault.OutOfRange;
                    }

                    Settings.TakeLines(buffer, length);
                    return SettingFault.None;

                case SettingField.Pins:
                    return HasSeen(SettingField.Channels) || Settings.Set("pins", buffer, offset, length) ? SettingFault.None : SettingFault.OutOfRange;

                default:
                    return Settings.Set(SettingField.NameOf(field), buffer, offset, length) ? SettingFault.None : SettingFault.OutOfRange;
            }
        }

        /// <summary>Another second network does not have the passphrase of the former one.</summary>
        private void CheckSecond()
        {
            NetworkSettings network = Settings.Network;
            bool isNew = network.SecondName.Length > 0 && !IsSame(network.SecondName, Former.Network.SecondName);
            if (isNew && !HasSeen(SettingField.SecondPassphrase))
            {
                _faults[SettingField.SecondPassphrase] = (byte)SettingFault.MissingPassphrase;
            }
            else if (network.SecondName.Length == 0)
            {
                network.SetSecond(network.SecondName, "");
            }
        }

        private void CheckNetwork()
        {
            bool hasPassphrase = HasSeen(SettingField.Passphrase);
            if (_radio == null || (NetworkName == null && !hasPassphrase))
            {
                return;
            }

            NetworkName ??= _radio.NetworkName;
            if (!hasPassphrase && IsSame(NetworkName, _radio.NetworkName))
            {
                NetworkName = null;
                return;
            }

            byte[] passphrase = _passphrase ?? new byte[0];
            CredentialsError error = Credentials.Check(_radio, NetworkName, NetworkName.Length, passphrase, passphrase.Length, hasPassphrase);
            if (error == CredentialsError.PassphraseMissing)
            {
                _faults[SettingField.Passphrase] = (byte)SettingFault.MissingPassphrase;
            }
            else if (error != CredentialsError.None)
            {
                _faults[error >= CredentialsError.PassphraseTooShort ? SettingField.Passphrase : SettingField.Network] = (byte)SettingFault.Credentials;
            }

            if (Settings.Network.Address.Length > 0)
            {
                _faults[SettingField.Address] = (byte)SettingFault.StaticAddress;
            }
        }

        private static byte[] Part(byte[] buffer, int offset, int count)
        {
            byte[] part = new byte[count];
            Array.Copy(buffer, offset, part, 0, count);
            return part;
        }
    }
}
