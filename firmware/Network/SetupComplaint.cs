using Nano.Web.Text;

namespace Nano.Firmware
{
    /// <summary>What the setup page says of a form that it does not take, in English and Chinese. A complaint is a number, so that an exchange can keep it.</summary>
    internal static class SetupComplaint
    {
        /// <summary>Nothing is wrong. Small numbers are those of <see cref="CredentialsError"/>.</summary>
        public const int None = 0;

        /// <summary>The settings could not be saved.</summary>
        public const int NotKept = -1;

        /// <summary>A setting is wrong; with the setting's number added.</summary>
        public const int SettingWrong = 100;

        /// <summary>The board's password cannot be one.</summary>
        public const int PasswordWrong = 200;

        /// <summary>The pins are wrong; together with the bits of a <see cref="PinFault"/>.</summary>
        public const int PinsWrong = 1 << 28;

        /// <summary>Writes a sentence; nothing when nothing is wrong.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="complaint">Which.</param>
        /// <param name="chip">The board's; null when it is unknown.</param>
        /// <param name="isChinese">Whether in Chinese; else in English.</param>
        public static void Write(ByteWriter writer, int complaint, Chip chip, bool isChinese)
        {
            if (complaint < PinsWrong)
            {
                string text = TextOf(complaint, isChinese);
                SetupPage.Say(writer, isChinese, text, text);
            }
            else if (!isChinese)
            {
                PinFault.Write(writer, complaint - PinsWrong, chip);
            }
            else
            {
                WriteInChinese(writer, complaint - PinsWrong, chip);
            }
        }

        private static void WriteInChinese(ByteWriter writer, int fault, Chip chip)
        {
            PinError error = PinFault.ErrorOf(fault);
            int channel = PinFault.ChannelOf(fault);
            switch (error)
            {
                case PinError.Malformed:
                    Say(writer, "引脚写作 led:2 这样的词，以单个空格分隔；led、relay、button 之后可加 :low，button 之后可加 :up。");
                    return;
                case PinError.UnknownChannel:
                    Say(writer, "只有 led、relay、button、pot、light 和 temperature 有引脚。");
                    return;
                case PinError.UnknownChip:
                    Say(writer, "此固件不了解这款芯片的引脚，因此不使用任何引脚。");
                    return;
            }

            writer.WriteAscii(PinList.IdOf(channel));
            if (error == PinError.DuplicateChannel)
            {
                Say(writer, " 的引脚只能填写一次。");
                return;
            }

            Say(writer, PinList.IsAnalog(channel) ? "：ADC 通道 " : "：GPIO ");
            writer.WriteNumber(PinFault.NumberOf(fault));
            if (error == PinError.Taken)
            {
                Say(writer, " 与 ");
                writer.WriteAscii(PinList.IdOf(PinFault.OtherOf(fault)));
                Say(writer, " 在同一个 GPIO 上。");
                return;
            }

            Say(writer, "（");
            writer.WriteAscii(chip.Name);
            Say(writer, error == PinError.NoSuchPin ? "）不存在。"
                : error == PinError.InputOnly ? "）只能作输入。"
                : error == PinError.NoPullUp ? "）没有上拉电阻。"
                : error == PinError.UsedByFlash ? "）已被闪存占用。"
                : error == PinError.UsedByPsram ? "）已被 PSRAM 占用。"
                : error == PinError.UsedByUsb ? "）已被 USB 接口占用。"
                : error == PinError.UsedByConsole ? "）已被串口控制台占用。"
                : "）属于第二个转换器（ADC2），与 Wi-Fi 同时使用时测量不可靠。");
        }

        private static void Say(ByteWriter writer, string chinese)
        {
            SetupPage.Say(writer, true, null, chinese);
        }

        private static string TextOf(int complaint, bool isChinese)
        {
            switch (complaint)
            {
                case NotKept: return isChinese ? "开发板未能保存，请重试。" : "The board could not keep this. Please try again.";
                case (int)CredentialsError.NameMissing: return isChinese ? "请选择或填写一个网络。" : "Please choose a network, or name it.";
                case (int)CredentialsError.NameTooLong: return isChinese ? "网络名称最多 32 字节。" : "A network's name has at most 32 bytes.";
                case (int)CredentialsError.NameInvalid: return isChinese ? "网络名称不能包含这些字符。" : "A network's name cannot have these characters.";
                case (int)CredentialsError.PassphraseTooShort: return isChinese ? "网络密码至少 8 个字符。" : "The password has at least 8 characters.";
                case (int)CredentialsError.PassphraseTooLong: return isChinese ? "网络密码最多 63 个字符。" : "The password has at most 63 characters.";
                case (int)CredentialsError.PassphraseInvalid: return isChinese ? "网络密码只能包含不带重音的字母、数字、空格和符号。" : "The password can have letters without accents, digits, spaces and signs only.";
                case SettingWrong: return isChinese ? "开发板名称为 1 至 32 字节，不含控制字符。" : "The board's name has 1 to 32 bytes, none of them a control character.";
                case SettingWrong + 1: return isChinese ? "网络中的名称最多 32 个字符，只能是 a-z、0-9 和 -，首尾不能是 -，也不能是 localhost。" : "The name in the network has at most 32 of a-z, 0-9 and -, with - neither first nor last, and is not localhost.";
                case SettingWrong + 2: return isChinese ? "采样间隔为 20 至 60000 毫秒。" : "The time between samples is 20 to 60000 ms.";
                case SettingWrong + SetupPage.Reading: return isChinese ? "查看权限为 0（知道密码的人）或 1（所有人）。" : "Who may look is 0, who has the password, or 1, everybody.";
                case PasswordWrong: return isChinese ? "开发板密码最多 64 字节，不含 NUL。请填写密码，或选择不使用密码。" : "The board's password has at most 64 bytes, none of them NUL. Give one, or have none.";
                default: return "";
            }
        }
    }
}
