using Nano.Firmware.Drivers;
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
        public override string LineWord => "通道第 %n 行“%w”：";

        /// <inheritdoc/>
        public override string GetFault(LineError error)
        {
            return error switch
            {
                LineError.Malformed => "一行由 channel=、标识、驱动以及 pin=5 或 name=\"Fan\" 这样的词组成，以单个空格分隔；含空格的文字须加引号。",
                LineError.NotUtf8 => "通道行不是 UTF-8，请用以 UTF-8 保存的编辑器书写。",
                LineError.TooLong => "通道行超过 %o 字节，请缩短名称或删除几行。",
                LineError.UnknownChip => "此固件不了解这款芯片的引脚，因此不使用任何引脚，请删除这些行。",
                LineError.TooManyChannels => "一块开发板最多 32 个通道，请删除几行。",
                LineError.BadId => "标识为 1 至 16 个 a-z、0-9 和 -，而“%c”不是，请换一个。",
                LineError.DuplicateId => "另一行已使用通道 %c，请换一个标识。",
                LineError.UnknownDriver => "没有这个驱动，可用的有：%c。",
                LineError.UnknownWord => "此驱动不认识这个词，可用的有：name, group, order, %c。",
                LineError.DuplicateWord => "这个词出现了两次，请删除一个。",
                LineError.MissingWord => "此驱动需要 %c=，请添加。",
                LineError.BadNumber => "请填写 %a 至 %b 的数。",
                LineError.BadChoice => "可用的值有：%c。",
                LineError.BadText => "文字为 1 至 %o 字节，不含反斜杠和控制字符；含空格时须加引号。",
                LineError.BadFlag => "这个词没有值，只写 %c。",
                LineError.TwoOn => "同组已有另一个输出在启动时打开，请将其中一个设为 safe=0，且 restore=off 或不写。",
                LineError.NoSuchPin => "%m 没有 GPIO %p，请换一个。",
                LineError.InputOnly => "%m 的 GPIO %p 只能作输入，请换一个。",
                LineError.NoResistors => "%m 的 GPIO %p 没有上拉和下拉电阻，请换一个 GPIO，或去掉这个词并外接电阻。",
                LineError.UsedByFlash => "%m 的 GPIO %p 已被闪存占用，请换一个。",
                LineError.UsedByPsram => "%m 的 GPIO %p 已被 PSRAM 占用，请换一个。",
                LineError.UsedByUsb => "%m 的 GPIO %p 已被 USB 接口占用，请换一个。",
                LineError.UsedByConsole => "%m 的 GPIO %p 已被串口控制台占用，请换一个。",
                LineError.NotAnalog => "%m 的 GPIO %p 不能测量电压，可用的有：%c。",
                LineError.SecondConverter => "%m 的 GPIO %p 属于第二个转换器（ADC2），与 Wi-Fi 同时使用时测量不可靠，可用的有：%c。",
                LineError.Taken => "第 %o 行已使用 GPIO %p，请换一个。",
                _ => "",
            };
        }

        /// <inheritdoc/>
        public override string Get(int text)
        {
            return text switch
            {
                SetupText.NotKept => "开发板未能保存，请重试。",
                SetupText.OfCredentials + (int)CredentialsError.NameMissing => "请选择或填写一个网络。",
                SetupText.OfCredentials + (int)CredentialsError.NameTooLong => "其他网络：网络名称最多 32 字节。",
                SetupText.OfCredentials + (int)CredentialsError.NameTooLongForBoard => "此开发板只能加入名称不超过 31 字节的网络。",
                SetupText.OfCredentials + (int)CredentialsError.NameInvalidForBoard => "此开发板只能加入名称为 UTF-8 且不含字节 0 的网络。",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseTooShort => "网络密码：至少 8 个字符。",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseTooLong => "网络密码：最多 63 个字符。",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseInvalid => "网络密码：只能包含不带重音的字母、数字、空格和符号。",
                SetupText.OfCredentials + (int)CredentialsError.KeyNotTaken => "网络密码：最多 63 个字符。64 位十六进制数是密钥，此开发板无法保存：请填写生成它的密码。",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseMissing => "网络密码：请填写，或注明该网络没有密码。",
                SetupText.Second => "第二网络。",
                SetupText.OfField + SetupForm.Password => "开发板密码最多 64 字节，不含 NUL。",
                SetupText.OfField + SetupForm.AccessPassphrase => "开发板自身 Wi-Fi 的密码：8 至 63 个不带重音的字母、数字、空格和符号。",
                SetupText.OfField + SetupForm.Name => "开发板名称为 1 至 32 字节，不含控制字符。",
                SetupText.OfField + SetupForm.Host => "网络中的名称最多 32 个字符，只能是 a-z、0-9 和 -，首尾不能是 -，也不能是 localhost。",
                SetupText.OfField + SetupForm.Interval => "采样间隔为 20 至 60000 毫秒。",
                SetupText.OfField + SetupForm.OpenReading => "查看权限为 0（知道密码的人）或 1（所有人）。",
                SetupText.OfField + SetupForm.Address => "地址形如 192.168.1.50/24 192.168.1.1，路由器须在同一网络内；也可留空。最多 50 个字符。",
                SetupText.OfField + SetupForm.SetupButton => "按钮为 0（无作用）或 1（打开本页）。",
                SetupText.BothPasswords => "请填写开发板密码，或选择不使用密码，不可两者同时。",
                SetupText.NeedsAccessPassphrase => "设有密码的开发板也需要为其自身的 Wi-Fi 设置密码：8 至 63 个字符。",
                SetupText.LabelOf + SetupForm.Network => "网络",
                SetupText.LabelOf + SetupForm.Other => "其他网络",
                SetupText.LabelOf + SetupForm.Passphrase => "网络密码",
                SetupText.LabelOf + SetupForm.Network2 => "第二网络，轮流尝试",
                SetupText.LabelOf + SetupForm.Passphrase2 => "第二网络的密码",
                SetupText.LabelOf + SetupForm.Password => "开发板密码",
                SetupText.LabelOf + SetupForm.AccessPassphrase => "开发板自身 Wi-Fi 的密码",
                SetupText.LabelOf + SetupForm.Name => "开发板名称 ",
                SetupText.LabelOf + SetupForm.Host => "网络中的名称",
                SetupText.LabelOf + SetupForm.Interval => "采样间隔（毫秒）",
                SetupText.LabelOf + SetupForm.ChannelLines => "通道",
                SetupText.LabelOf + SetupForm.OpenReading => "设有密码后谁可以查看",
                SetupText.LabelOf + SetupForm.Address => "固定地址",
                SetupText.LabelOf + SetupForm.SetupButton => "重启后按住按钮",
                SetupText.HintOf + SetupForm.Passphrase => "8 至 63 个字符",
                SetupText.HintOf + SetupForm.Password => "最多 64 个字符；留空则不设密码",
                SetupText.HintOf + SetupForm.AccessPassphrase => "8 至 63 个字符。设有开发板密码时必填",
                SetupText.HintOf + SetupForm.Host => ".local 之前的部分：a-z、0-9 和 -",
                SetupText.HintOf + SetupForm.Interval => "20 至 60000",
                SetupText.HintOf + SetupForm.ChannelLines => "每行一个，如 channel=led output pin=2；留空则使用开发板自带的通道。写法见 firmware/Boards/README.md",
                SetupText.HintOf + SetupForm.Address => "如 192.168.1.50/24 192.168.1.1，后者为路由器；留空则由网络分配",
                SetupText.KeepsSecret => "留空则不更改",
                SetupText.Title => "Wi-Fi 设置",
                SetupText.Dashboard => "仪表板",
                SetupText.Heading => "Wi-Fi 设置：",
                SetupText.NamedBelow => "下方填写的网络",
                SetupText.NoneFound => "尚未找到网络：请在下方填写，或重新查找",
                SetupText.ScanAgain => "重新查找网络",
                SetupText.Scanning => "正在查找网络",
                SetupText.ScanningHint => "开发板自身的 Wi-Fi 可能会中断几秒。本页会自动返回。",
                SetupText.Back => "返回表单",
                SetupText.Signal => "强",
                SetupText.Signal + 1 => "较强",
                SetupText.Signal + 2 => "一般",
                SetupText.Signal + 3 => "弱",
                SetupText.Open => "开放",
                SetupText.Secured => "有密码",
                SetupText.HasNoPassphrase => "该网络没有密码",
                SetupText.KeepsNetwork => "网络与密码都留空：开发板保留现有的网络。",
                SetupText.MoreNetwork => "更多网络设置",
                SetupText.SamplesAndChannels => "采样与通道",
                SetupText.OwnersRead => "知道密码的人",
                SetupText.EverybodyReads => "所有人",
                SetupText.ButtonOff => "无作用",
                SetupText.ButtonOn => "打开本页",
                SetupText.RemovePassword => "不再使用密码",
                SetupText.Save => "保存并重启",
                SetupText.OfTurn + (int)TurnReason.WrongPassphrase => "网络已连续 3 分钟拒绝密码。最后一次查看本页 5 分钟后，开发板将再次尝试。",
                SetupText.OfTurn + (int)TurnReason.NotFound => "已连续 3 分钟找不到网络。最后一次查看本页 5 分钟后，开发板将再次尝试。",
                SetupText.OfTurn + (int)TurnReason.NoNetwork => "开发板已连续 3 分钟没有网络。最后一次查看本页 5 分钟后，它将再次尝试。",
                SetupText.Saved => "已保存",
                SetupText.Joins => "开发板正在重启，随后加入",
                SetupText.OwnNetwork => "原来的网络",
                SetupText.GoBack => "。请您也回到该网络",
                SetupText.AndOpen => "，并打开 ",
                SetupText.Stop => "。",
                SetupText.ComeBack => "如果开发板无法加入，3 分钟后会再次开放自身的 Wi-Fi。也可重启开发板并按住其按钮 5 秒，立即回到本页。",
                _ => "",
            };
        }
    }
}
