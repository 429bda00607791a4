using System.Text;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <content>The content of the answers, item by item.</content>
    public sealed partial class SettingsResource
    {
        /// <summary>Writes the item whose number is the exchange's position.</summary>
        /// <returns>False, with nothing written, when there is none.</returns>
        private bool WriteItem(Exchange exchange, ByteWriter writer)
        {
            // The first item is the beginning; behind the settings are the channel lines in parts, and the end.
            int field = exchange.Position - 1;
            if (field >= SettingField.Count)
            {
                return WriteEnd(exchange, writer, field - SettingField.Count);
            }

            bool isFault = exchange.Choice == Faults && field >= 0 && _saver.Change.FaultOf(field) != SettingFault.ChannelLine;
            if (field == SettingField.Channels && !isFault)
            {
                return true;
            }

            switch (exchange.Choice)
            {
                case Fields: WriteSetting(writer, field); break;
                case Backup: WriteLine(writer, field); break;
                case Changes: WriteChange(exchange, writer, field); break;
                default: WriteFault(exchange, writer, field); break;
            }

            return true;
        }

        private void WriteSetting(ByteWriter writer, int field)
        {
            BoardSettings settings = _saver.Settings;
            Radio radio = _saver.Radio;
            if (field < 0)
            {
                writer.WriteText("{\"revision\":\"");
                writer.WriteNumber(_file.Revision);
                writer.WriteText(_saver.Pending != 0 ? "\",\"restart\":true" : "\",\"restart\":false");
                if (_saver.Trial != TrialState.None)
                {
                    writer.WriteText(",\"join\":\"");
                    writer.WriteText(NameOf(_saver.Trial));
                    writer.Write((byte)'"');
                }

                writer.WriteText(",\"settings\":{");
                return;
            }

            bool isOfRadio = field == SettingField.Network || field == SettingField.Passphrase;
            if (field == SettingField.Pins || (isOfRadio && radio == null))
            {
                return;
            }

            writer.WriteText(field == 0 ? "\"" : ",\"");
            writer.WriteText(SettingField.NameOf(field));
            if (SettingField.IsSecret(field))
            {
                bool isSet = isOfRadio ? radio.HasCredentials : settings.HasSecret(field);
                writer.WriteText(isSet ? "\":{\"type\":\"secret\",\"set\":true,\"max\":" : "\":{\"type\":\"secret\",\"set\":false,\"max\":");
                writer.WriteNumber(SettingField.LimitOf(field));
            }
            else if (SettingField.IsNumber(field))
            {
                WriteNumber(writer, field, settings);
            }
            else
            {
                writer.WriteText("\":{\"type\":\"text\",\"value\":");
                WriteText(writer, field, settings, radio);
                writer.WriteText(",\"default\":\"");
                SettingField.WriteDefault(writer, field, settings);
                writer.WriteText("\",\"max\":");
                writer.WriteNumber(SettingField.LimitOf(field));
            }

            writer.WriteText(SettingField.NeedsRestart(field) ? ",\"restart\":true}" : "}");
        }

        private static void WriteNumber(ByteWriter writer, int field, BoardSettings settings)
        {
            bool isSwitch = SettingField.IsSwitch(field);
            writer.WriteText(isSwitch ? "\":{\"type\":\"switch\",\"value\":" : "\":{\"type\":\"number\",\"value\":");
            WriteJson(writer, field, settings);
            writer.WriteText(",\"default\":");
            if (isSwitch)
            {
                writer.WriteText(SettingField.DefaultOf(field) != 0 ? "true" : "false");
                return;
            }

            writer.WriteNumber(SettingField.DefaultOf(field));
            writer.WriteText(",\"min\":");
            writer.WriteNumber(NumberSetting.MinimumOf(field));
            writer.WriteText(",\"max\":");
            writer.WriteNumber(NumberSetting.MaximumOf(field));
        }

        private static void WriteJson(ByteWriter writer, int field, BoardSettings settings)
        {
            if (SettingField.IsSwitch(field))
            {
                writer.WriteText(settings.GetNumber(field) != 0 ? "true" : "false");
            }
            else
            {
                writer.WriteNumber(settings.GetNumber(field));
            }
        }

        private static void WriteText(ByteWriter writer, int field, BoardSettings settings, Radio radio)
        {
            if (field == SettingField.Network)
            {
                WriteNetwork(writer, radio.NetworkName);
            }
            else if (field == SettingField.SecondName)
            {
                WriteNetwork(writer, settings.Network.SecondName);
            }
            else if (field == SettingField.Name)
            {
                byte[] name = Encoding.UTF8.GetBytes(settings.Name);
                JsonWriter.WriteString(writer, name, 0, name.Length);
            }
            else
            {
                // None of the others has a character that JSON escapes.
                writer.Write((byte)'"');
                settings.WriteValue(writer, field);
                writer.Write((byte)'"');
            }
        }

        private static void WriteNetwork(ByteWriter writer, byte[] name)
        {
            ByteWriter text = new ByteWriter(new byte[3 * NetworkSettings.MaximumName]);
            NameEncoding.Write(text, name, 0, name.Length);
            JsonWriter.WriteString(writer, text.Buffer, 0, text.Count);
        }

        private static string NameOf(TrialState trial)
        {
            return trial switch
            {
                TrialState.Trying => "trying",
                TrialState.Joined => "joined",
                TrialState.WrongPassphrase => "wrong-passphrase",
                _ => "not-found",
            };
        }

        private void WriteLine(ByteWriter writer, int field)
        {
            BoardSettings settings = _saver.Settings;
            if (field < 0)
            {
                writer.WriteText("# settings of ");
                writer.WriteText(settings.Id);
                writer.WriteText(", without passwords\n");
            }
            else if (field < SettingField.Network && field != SettingField.Pins && (field != SettingField.Host || settings.HasHost))
            {
                writer.WriteText(SettingField.NameOf(field));
                writer.Write((byte)'=');
                settings.WriteValue(writer, field);
                writer.Write((byte)'\n');
            }
        }

        private void WriteChange(Exchange exchange, ByteWriter writer, int field)
        {
            SettingsChange change = _saver.Change;
            if (field < 0)
            {
                bool isRestart = false;
                for (int i = 0; i < SettingField.Count; i++)
                {
                    isRestart |= (change.Changed >> i & 1) != 0 && SettingField.NeedsRestart(i);
                }

                writer.WriteText(change.IsCheck ? "{\"saved\":false,\"restart\":" : "{\"saved\":true,\"restart\":");
                writer.WriteText((change.IsCheck ? isRestart : _saver.Pending != 0) ? "true" : "false");
                writer.WriteText(change.NetworkName != null ? ",\"join\":true,\"changes\":[" : ",\"changes\":[");
                exchange.End = 0;
                return;
            }

            if ((change.Changed >> field & 1) == 0)
            {
                return;
            }

            writer.WriteText(exchange.End++ == 0 ? "{\"name\":\"" : ",{\"name\":\"");
            writer.WriteText(SettingField.NameOf(field));
            writer.Write((byte)'"');
            if (!SettingField.IsSecret(field))
            {
                writer.WriteText(",\"from\":");
                WriteValue(writer, field, change.Former);
                writer.WriteText(",\"to\":");
                if (field == SettingField.Network)
                {
                    WriteNetwork(writer, change.NetworkName);
                }
                else
                {
                    WriteValue(writer, field, change.Settings);
                }
            }

            writer.WriteText(SettingField.NeedsRestart(field) ? ",\"restart\":true}" : "}");
        }

        private void WriteValue(ByteWriter writer, int field, BoardSettings settings)
        {
            if (SettingField.IsNumber(field))
            {
                WriteJson(writer, field, settings);
            }
            else
            {
                WriteText(writer, field, settings, _saver.Radio);
            }
        }

        private void WriteFault(Exchange exchange, ByteWriter writer, int field)
        {
            SettingsChange change = _saver.Change;
            if (field < 0)
            {
                writer.Write((byte)'{');
                ErrorTable.Write(writer, ProtocolError.InvalidSettings, -1);
                writer.WriteText(",\"fields\":{");
                exchange.End = 0;
                if (change.Unknown != null)
                {
                    exchange.End = 1;
                    JsonWriter.WriteString(writer, change.Unknown, 0, change.Unknown.Length);
                    writer.WriteText(":{\"code\":\"unknown-setting\",\"message\":\"This board has no such setting.\"}");
                }
            }
            else if (change.FaultOf(field) != SettingFault.None && change.FaultOf(field) != SettingFault.ChannelLine)
            {
                writer.WriteText(exchange.End++ == 0 ? "\"" : ",\"");
                writer.WriteText(SettingField.NameOf(field));
                writer.WriteText("\":{\"code\":\"");
                SettingFault fault = change.FaultOf(field);
                writer.WriteText(CodeOf(fault));
                writer.WriteText("\",\"message\":");
                string text = Explain(fault, field, change.Settings);
                byte[] message = Encoding.UTF8.GetBytes(text);
                JsonWriter.WriteString(writer, message, 0, message.Length);
                writer.Write((byte)'}');
            }
        }

        private static string CodeOf(SettingFault fault)
        {
            return fault switch
            {
                SettingFault.WrongType => "wrong-type",
                SettingFault.MissingPassphrase => "missing-passphrase",
                SettingFault.StaticAddress => "static-address",
                _ => "out-of-range",
            };
        }

        private static string Explain(SettingFault fault, int field, BoardSettings settings)
        {
            return fault switch
            {
                SettingFault.WrongType => SettingField.IsSwitch(field) ? "is not true or false" : SettingField.IsNumber(field) ? "is not a number" : "is not a string",
                SettingFault.MissingPassphrase => "is missing: a new network needs it, or an empty one when it is open",
                SettingFault.StaticAddress => "is of the network that the board would leave: clear it first",
                SettingFault.Credentials => field == SettingField.Network ? "is not a name that this board can join, 1 to 31 bytes" : "is not 8 to 63 printable ASCII characters",
                SettingFault.OutOfRange when field == SettingField.Channels => "has more than 2400 bytes",
                _ => field == SettingField.Password ? "is not 1 to 64 bytes of UTF-8" : SettingsProblem.Explain(SettingField.NameOf(field), settings),
            };
        }
    }
}
