using Nano.Firmware.Boards;
using Nano.Firmware.Network;

namespace Nano.Firmware.Web
{
    /// <summary>The setup page in Chinese. The table is code, so that it stays in flash.</summary>
    public sealed class SetupChinese : SetupLanguage
    {
        /// <inheritdoc/>
        public override string Tag => "zh-Hans";

        /// <inheritdoc/>
        public override string Name => "中文";

        /// <inheritdoc/>
        public override string Adc => "ADC 通道 ";

        /// <inheritdoc/>
        public override string GetPinFault(PinError error)
        {
            switch (error)
            {
                case PinError.Malformed: return "引脚写作 led:2 这样的词，以单个空格分隔；led、relay、button 之后可加 :low，button 之后可加 :up。";
                case PinError.UnknownChannel: return "只有 led、relay、button、pot、light 和 temperature 有引脚。";
                case PinError.UnknownChip: return "此固件不了解这款芯片的引脚，因此不使用任何引脚。";
                case PinError.DuplicateChannel: return "%c 的引脚只能填写一次。";
                case PinError.Taken: return "%c：%p 与 %o 在同一个 GPIO 上。";
                case PinError.NoSuchPin: return "%c：%p（%m）不存在。";
                case PinError.InputOnly: return "%c：%p（%m）只能作输入。";
                case PinError.NoPullUp: return "%c：%p（%m）没有上拉电阻。";
                case PinError.UsedByFlash: return "%c：%p（%m）已被闪存占用。";
                case PinError.UsedByPsram: return "%c：%p（%m）已被 PSRAM 占用。";
                case PinError.UsedByUsb: return "%c：%p（%m）已被 USB 接口占用。";
                case PinError.UsedByConsole: return "%c：%p（%m）已被串口控制台占用。";
                case PinError.SecondConverter: return "%c：%p（%m）属于第二个转换器（ADC2），与 Wi-Fi 同时使用时测量不可靠。";
                default: return "";
            }
        }

        /// <inheritdoc/>
        public override string Get(int text)
        {
            switch (text)
            {
                case SetupText.NotKept: return "开发板未能保存，请重试。";
                case SetupText.OfCredentials + (int)CredentialsError.NameMissing: return "请选择或填写一个网络。";
                case SetupText.OfCredentials + (int)CredentialsError.NameTooLong: return "其他网络：网络名称最多 32 字节。";
                case SetupText.OfCredentials + (int)CredentialsError.NameTooLongForBoard: return "此开发板只能加入名称不超过 31 字节的网络。";
                case SetupText.OfCredentials + (int)CredentialsError.NameInvalidForBoard: return "此开发板只能加入名称为 UTF-8 且不含字节 0 的网络。";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseTooShort: return "网络密码：至少 8 个字符。";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseTooLong: return "网络密码：最多 63 个字符。";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseInvalid: return "网络密码：只能包含不带重音的字母、数字、空格和符号。";
                case SetupText.OfCredentials + (int)CredentialsError.KeyNotTaken: return "网络密码：最多 63 个字符。64 位十六进制数是密钥，此开发板无法保存：请填写生成它的密码。";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseMissing: return "网络密码：请填写，或注明该网络没有密码。";
                case SetupText.Second: return "第二网络。";
                case SetupText.OfField + SetupForm.Password: return "开发板密码最多 64 字节，不含 NUL。";
                case SetupText.OfField + SetupForm.AccessPassphrase: return "开发板自身 Wi-Fi 的密码：8 至 63 个不带重音的字母、数字、空格和符号。";
                case SetupText.OfField + SetupForm.Name: return "开发板名称为 1 至 32 字节，不含控制字符。";
                case SetupText.OfField + SetupForm.Host: return "网络中的名称最多 32 个字符，只能是 a-z、0-9 和 -，首尾不能是 -，也不能是 localhost。";
                case SetupText.OfField + SetupForm.Interval: return "采样间隔为 20 至 60000 毫秒。";
                case SetupText.OfField + SetupForm.OpenReading: return "查看权限为 0（知道密码的人）或 1（所有人）。";
                case SetupText.OfField + SetupForm.Address: return "地址形如 192.168.1.50/24 192.168.1.1，路由器须在同一网络内；也可留空。最多 50 个字符。";
                case SetupText.OfField + SetupForm.SetupButton: return "按钮为 0（无作用）或 1（打开本页）。";
                case SetupText.BothPasswords: return "请填写开发板密码，或选择不使用密码，不可两者同时。";
                case SetupText.NeedsAccessPassphrase: return "设有密码的开发板也需要为其自身的 Wi-Fi 设置密码：8 至 63 个字符。";
                case SetupText.PinsTooLong: return "引脚：最多 96 个字符。";
                case SetupText.LabelOf + SetupForm.Network: return "网络";
                case SetupText.LabelOf + SetupForm.Other: return "其他网络";
                case SetupText.LabelOf + SetupForm.Passphrase: return "网络密码";
                case SetupText.LabelOf + SetupForm.Network2: return "第二网络，轮流尝试";
                case SetupText.LabelOf + SetupForm.Passphrase2: return "第二网络的密码";
                case SetupText.LabelOf + SetupForm.Password: return "开发板密码";
                case SetupText.LabelOf + SetupForm.AccessPassphrase: return "开发板自身 Wi-Fi 的密码";
                case SetupText.LabelOf + SetupForm.Name: return "开发板名称 ";
                case SetupText.LabelOf + SetupForm.Host: return "网络中的名称";
                case SetupText.LabelOf + SetupForm.Interval: return "采样间隔（毫秒）";
                case SetupText.LabelOf + SetupForm.Pins: return "引脚";
                case SetupText.LabelOf + SetupForm.OpenReading: return "设有密码后谁可以查看";
                case SetupText.LabelOf + SetupForm.Address: return "固定地址";
                case SetupText.LabelOf + SetupForm.SetupButton: return "重启后按住按钮";
                case SetupText.HintOf + SetupForm.Passphrase: return "8 至 63 个字符";
                case SetupText.HintOf + SetupForm.Password: return "最多 64 个字符；留空则不设密码";
                case SetupText.HintOf + SetupForm.AccessPassphrase: return "8 至 63 个字符。设有开发板密码时必填";
                case SetupText.HintOf + SetupForm.Host: return ".local 之前的部分：a-z、0-9 和 -";
                case SetupText.HintOf + SetupForm.Interval: return "20 至 60000";
                case SetupText.HintOf + SetupForm.Pins: return "led、relay、button 填 GPIO，其余填 ADC 通道。:low 表示低电平有效，:up 表示上拉";
                case SetupText.HintOf + SetupForm.Address: return "如 192.168.1.50/24 192.168.1.1，后者为路由器；留空则由网络分配";
                case SetupText.KeepsSecret: return "留空则不更改";
                case SetupText.Title: return "Wi-Fi 设置";
                case SetupText.Dashboard: return "仪表板";
                case SetupText.Heading: return "Wi-Fi 设置：";
                case SetupText.NamedBelow: return "下方填写的网络";
                case SetupText.NoneFound: return "尚未找到网络：请在下方填写，或重新查找";
                case SetupText.ScanAgain: return "重新查找网络";
                case SetupText.Scanning: return "正在查找网络";
                case SetupText.ScanningHint: return "开发板自身的 Wi-Fi 可能会中断几秒。本页会自动返回。";
                case SetupText.Back: return "返回表单";
                case SetupText.Signal: return "强";
                case SetupText.Signal + 1: return "较强";
                case SetupText.Signal + 2: return "一般";
                case SetupText.Signal + 3: return "弱";
                case SetupText.Open: return "开放";
                case SetupText.Secured: return "有密码";
                case SetupText.HasNoPassphrase: return "该网络没有密码";
                case SetupText.KeepsNetwork: return "网络与密码都留空：开发板保留现有的网络。";
                case SetupText.MoreNetwork: return "更多网络设置";
                case SetupText.SamplesAndPins: return "采样与引脚";
                case SetupText.OwnersRead: return "知道密码的人";
                case SetupText.EverybodyReads: return "所有人";
                case SetupText.ButtonOff: return "无作用";
                case SetupText.ButtonOn: return "打开本页";
                case SetupText.RemovePassword: return "不再使用密码";
                case SetupText.Save: return "保存并重启";
                case SetupText.OfTurn + (int)TurnReason.WrongPassphrase: return "网络已连续 3 分钟拒绝密码。最后一次查看本页 5 分钟后，开发板将再次尝试。";
                case SetupText.OfTurn + (int)TurnReason.NotFound: return "已连续 3 分钟找不到网络。最后一次查看本页 5 分钟后，开发板将再次尝试。";
                case SetupText.OfTurn + (int)TurnReason.NoNetwork: return "开发板已连续 3 分钟没有网络。最后一次查看本页 5 分钟后，它将再次尝试。";
                case SetupText.Saved: return "已保存";
                case SetupText.Joins: return "开发板正在重启，随后加入";
                case SetupText.OwnNetwork: return "原来的网络";
                case SetupText.GoBack: return "。请您也回到该网络";
                case SetupText.AndOpen: return "，并打开 ";
                case SetupText.Stop: return "。";
                case SetupText.ComeBack: return "如果开发板无法加入，3 分钟后会再次开放自身的 Wi-Fi。也可重启开发板并按住其按钮 5 秒，立即回到本页。";
                default: return "";
            }
        }
    }
}
