using System.Text;
using Nano.Web.Text;

namespace Nano.Firmware.Settings
{
    /// <content>Access to single settings by the numbers of <see cref="SettingField"/>.</content>
    public sealed partial class BoardSettings
    {
        /// <summary>Returns a copy whose settings can be changed independently.</summary>
        internal BoardSettings Copy()
        {
            BoardSettings copy = (BoardSettings)MemberwiseClone();
            copy.Network = Network.Copy();
            copy._isReadingChannels = false;
            return copy;
        }

        /// <summary>Returns the value of a number.</summary>
        /// <param name="setting">A number of <see cref="NumberSetting"/>.</param>
        internal int GetNumber(int setting)
        {
            return setting switch
            {
                NumberSetting.Interval => Interval,
                NumberSetting.History => History,
                NumberSetting.HistoryInterval => HistoryInterval,
                NumberSetting.Cbor => Cbor ? 1 : 0,
                NumberSetting.Slots => Slots,
                NumberSetting.SlotsPerAddress => SlotsPerAddress,
                NumberSetting.ReceiveBuffer => ReceiveBuffer,
                NumberSetting.SendBuffer => SendBuffer,
                NumberSetting.BrokerInterval => BrokerInterval,
                NumberSetting.Discovery => HasDiscovery ? 1 : 0,
                NumberSetting.SetupButton => Network.HasButton ? 1 : 0,
                _ => OpenReading ? 1 : 0,
            };
        }

        /// <summary>Writes the value of a setting that is not a secret, in the form of the text. Values that the platform stores are not written.</summary>
        /// <param name="writer">The destination, which receives at most <see cref="SettingField.MaximumValue"/> bytes.</param>
        /// <param name="field">A number of <see cref="SettingField"/>.</param>
        internal void WriteValue(ByteWriter writer, int field)
        {
            switch (field)
            {
                case SettingField.Name:
                    byte[] name = Encoding.UTF8.GetBytes(Name);
                    writer.Write(name, 0, name.Length);
                    break;
                case SettingField.Host: writer.WriteText(Host); break;
                case SettingField.Domains: writer.WriteText(Domains); break;
                case SettingField.SafeOutputs: writer.WriteText(SafeOutputs); break;
                case SettingField.AllowedHosts: writer.WriteText(AllowedHosts); break;
                case SettingField.AllowedOrigins: writer.WriteText(AllowedOrigins); break;
                case SettingField.SecondName: NameEncoding.Write(writer, Network.SecondName, 0, Network.SecondName.Length); break;
                case SettingField.Address: writer.WriteText(Network.Address); break;
                default:
                    if (SettingField.IsNumber(field))
                    {
                        writer.WriteNumber(GetNumber(field));
                    }

                    break;
            }
        }

        /// <summary>Checks whether a secret of the settings is set.</summary>
        /// <param name="field">A secret that the platform does not store.</param>
        internal bool HasSecret(int field)
        {
            switch (field)
            {
                case SettingField.Password: return Password.Length > 0 || HasUnreadablePassword;
                case SettingField.Broker: return Broker.Length > 0;
                case SettingField.SecondPassphrase: return Network.SecondPassphrase.Length > 0;
                default: return Network.AccessPassphrase.Length > 0;
            }
        }

        /// <summary>Takes channel lines in place of those that there are, each ended by LF and none empty. They are not checked.</summary>
        /// <param name="buffer">Holds them.</param>
        /// <param name="count">Their length in bytes, from the beginning on; 0 for the lines of the chip's own board.</param>
        internal void TakeLines(byte[] buffer, int count)
        {
            byte[] channels = count == 0 ? null : new byte[count];
            if (channels != null)
            {
                System.Array.Copy(buffer, channels, count);
            }

            _channels = channels;
            _channelsCount = count;
        }

        /// <summary>Whether the host name differs from the device's id. A backup must not transfer the id to another device.</summary>
        internal bool HasHost => _host != null;

        /// <summary>Resets the host name to the device's id.</summary>
        internal void ResetHost()
        {
            _host = null;
        }

        private void WriteBroker(ByteWriter writer)
        {
            bool hasBroker = Broker.Length > 0;
            if (hasBroker)
            {
                Write(writer, "mqtt=", Broker);
            }

            if (hasBroker || BrokerInterval != DeviceOptions.DefaultBrokerInterval)
            {
                Write(writer, "mqtt-interval=", BrokerInterval);
            }

            if (hasBroker || !HasDiscovery)
            {
                Write(writer, "mqtt-discovery=", HasDiscovery ? 1 : 0);
            }
        }
    }
}
