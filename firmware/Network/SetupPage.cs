using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware
{
    /// <summary>
    /// The text of the setup page, in pieces of at most <see cref="MaximumPiece"/> bytes. It is in literals, which stay in flash; a
    /// page of its size is not worth more.
    /// </summary>
    internal sealed class SetupPage
    {
        /// <summary>The longest piece in bytes.</summary>
        public const int MaximumPiece = 576;

        /// <summary>What the page may do: have this style, and send its form here. The hash is the style's; a test compares them.</summary>
        public const string ContentSecurityPolicy = "default-src 'none'; style-src 'sha256-KeBTCmNesSFpMM+Afc4Ai7HX1eZJEPLXXAefccsNDOU='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

        /// <summary>The style: that of the dashboard, for whatever browser a phone opens for it.</summary>
        public const string Style = Colors + Layout + Controls;

        private const string Colors = ":root{color-scheme:light dark;--page:#f3f5f4;--card:#fff;--text:#14201d;--muted:#52615d;--line:#70807b;--accent:#0a7566;--bad:#b3261e}"
            + "@media(prefers-color-scheme:dark){:root{--page:#0e1312;--card:#161d1b;--text:#e6eeeb;--muted:#9baba6;--line:#7b8c87;--accent:#4fcdb4;--bad:#ff9d92}}"
            + "*{box-sizing:border-box}body{max-width:28rem;margin:auto;padding:1rem;background:var(--page);color:var(--text);font:1rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}";

        private const string Layout = "h1{margin:1rem 0;font-size:1.3rem;line-height:1.25}nav{display:flex;justify-content:space-between}a{min-width:1.5rem;padding:.5rem 0;color:var(--accent)}"
            + "label{display:block}label,summary{margin-top:1rem;font-weight:600}small{display:block;color:var(--muted);font-weight:400}summary{padding:.5rem 0;cursor:pointer}"
            + "[role=alert]{padding:.75rem;border:1px solid var(--bad);border-radius:.5rem;background:var(--card);color:var(--bad)}";

        private const string Controls = "input,select,button{width:100%;min-height:2.75rem;margin-top:.3rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit;font:inherit;font-weight:400}"
            + "[type=checkbox]{width:1.5rem;min-height:1.5rem;margin:0 .5rem 0 0;vertical-align:middle;accent-color:var(--accent)}"
            + "button{margin:1.5rem 0;border:0;background:var(--accent);color:var(--page);font-weight:600}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}";

        /// <summary>The query that asks for it in English.</summary>
        public const string InEnglish = "lang=en";

        /// <summary>The query that asks for it in Chinese.</summary>
        public const string InChinese = "lang=zh";

        /// <summary>How many of the settings it has: name, host, interval, pins, open-reading.</summary>
        public const int Settings = 5;

        /// <summary>The place of the pins among them.</summary>
        public const int Pins = 3;

        /// <summary>The place of open-reading.</summary>
        public const int Reading = 4;

        private const int HeadPieces = 4;
        private const int Before = HeadPieces + 2;

        // Of the settings: these are for who knows the board well, and folded away.
        private const int FirstFolded = 2;
        private const int LastFolded = Pins;

        // So much of a setting's value in a piece: 6 bytes for each when all of it is escaped.
        private const int ValueAtOnce = 48;

        private readonly Radio _radio;
        private readonly Settings _settings;
        private readonly SetupForm _form;
        private readonly ByteWriter _value = new ByteWriter(new byte[PinList.MaximumLength + 1]);

        /// <summary>Makes the page.</summary>
        /// <param name="radio">Knows the networks in reach.</param>
        /// <param name="settings">The board's.</param>
        /// <param name="form">What has been typed.</param>
        public SetupPage(Radio radio, Settings settings, SetupForm form)
        {
            _radio = radio;
            _settings = settings;
            _form = form;
        }

        /// <summary>How many pieces the form has. The networks found may change while it is sent: a piece is empty then.</summary>
        public int FormPieces => Before + Radio.MaximumNetworks + 1 + 2 * Settings + 1;

        /// <summary>How many pieces the answer has that all is well.</summary>
        public int DonePieces => HeadPieces + 2;

        /// <summary>The name of a setting, in the form as in the settings' text.</summary>
        public static string NameOf(int setting)
        {
            switch (setting)
            {
                case 0: return "name";
                case 1: return "host";
                case 2: return "interval";
                case Pins: return "pins";
                default: return "open-reading";
            }
        }

        /// <summary>Writes a piece of the form.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">Which.</param>
        /// <param name="isChinese">Whether in Chinese; else in English.</param>
        /// <param name="complaint">One of <see cref="SetupComplaint"/>: unless it is none, the form begins with what has been typed.</param>
        public void WriteForm(ByteWriter writer, int index, bool isChinese, int complaint)
        {
            bool isTyped = complaint != SetupComplaint.None;
            int networks = _radio.Networks;
            byte[] name = _form.Name;
            int nameCount = isTyped ? _form.NameCount : 0;
            switch (index)
            {
                case HeadPieces:
                    writer.WriteAscii("<nav><a href=/>");
                    Say(writer, isChinese, "Dashboard", "仪表板");
                    writer.WriteAscii("</a>");
                    Say(writer, isChinese, "<a href=\"/setup?lang=zh\" lang=zh>中文</a>", "<a href=\"/setup?lang=en\" lang=en>English</a>");
                    writer.WriteAscii("</nav>\n<main>\n<h1>");
                    Say(writer, isChinese, "Wi-Fi for ", "Wi-Fi 设置：");
                    WriteText(writer, _settings.Name);
                    writer.WriteAscii("</h1>\n");
                    if (isTyped)
                    {
                        // With the focus it is read aloud.
                        writer.WriteAscii("<p role=alert tabindex=-1 autofocus>");
                        SetupComplaint.Write(writer, complaint, _settings.Pins.Chip, isChinese);
                        writer.WriteAscii("</p>\n");
                    }

                    return;
                case HeadPieces + 1:
                    writer.WriteAscii("<form method=post action=\"/setup?");
                    writer.WriteAscii(isChinese ? InChinese : InEnglish);
                    writer.WriteAscii("\">\n<label>");
                    Say(writer, isChinese, "Network", "网络");
                    writer.WriteAscii(" <select name=network>\n<option value=\"\">");
                    Say(writer, isChinese,
                        networks > 0 ? "The one named below" : "None found yet: name it below, or load this page again",
                        networks > 0 ? "下方填写的网络" : "尚未找到网络：请在下方填写，或重新加载本页");
                    writer.WriteAscii("</option>\n");
                    return;
            }

            if (index < HeadPieces)
            {
                WriteHead(writer, index, isChinese);
                return;
            }

            index -= Before;
            if (index < Radio.MaximumNetworks)
            {
                byte[] network = index < networks ? _radio.GetNetwork(index) : null;
                if (network != null && Credentials.Check(network, network.Length, null, 0) == CredentialsError.None)
                {
                    writer.WriteAscii(Is(network, name, nameCount) ? "<option selected>" : "<option>");
                    Html.Write(writer, network, 0, network.Length);
                    writer.WriteAscii("</option>\n");
                }

                return;
            }

            index -= Radio.MaximumNetworks;
            if (index == 0)
            {
                WriteOther(writer, isChinese, name, nameCount);
            }
            else if (index > 2 * Settings)
            {
                bool hasPassword = _settings.Password.Length > 0;
                writer.WriteAscii("<label>");
                Say(writer, isChinese, "Password of the board", "开发板密码");
                writer.WriteAscii("<small>");
                Say(writer, isChinese, "Up to 64 characters; ", "最多 64 个字符；");
                Say(writer, isChinese, hasPassword ? "empty leaves it as it is" : "empty for none", hasPassword ? "留空则不更改" : "留空则不设密码");
                writer.WriteAscii("</small><input name=password type=password maxlength=64 autocomplete=new-password></label>\n");
                if (hasPassword)
                {
                    writer.WriteAscii("<label><input name=no-password type=checkbox>");
                    Say(writer, isChinese, "No password any more", "不再使用密码");
                    writer.WriteAscii("</label>\n");
                }

                writer.WriteAscii("<button>");
                Say(writer, isChinese, "Save and restart", "保存并重启");
                writer.WriteAscii("</button>\n</form>\n</main>\n");
            }
            else
            {
                WriteSetting(writer, (index - 1) / 2, (index & 1) == 0, isChinese, isTyped);
            }
        }

        private void WriteOther(ByteWriter writer, bool isChinese, byte[] name, int nameCount)
        {
            writer.WriteAscii("</select></label>\n<label>");
            Say(writer, isChinese, "Another network", "其他网络");
            writer.WriteAscii(" <input name=other maxlength=32 autocomplete=off autocapitalize=none spellcheck=false value=\"");
            Html.Write(writer, name, 0, IsFound(name, nameCount) ? 0 : nameCount);
            writer.WriteAscii("\"></label>\n<label>");
            Say(writer, isChinese, "Password of the network", "网络密码");
            writer.WriteAscii("<small>");
            Say(writer, isChinese, "8 to 63 characters; empty for an open network", "8 至 63 个字符；开放网络请留空");
            writer.WriteAscii("</small><input name=passphrase type=password minlength=8 maxlength=63 autocomplete=off></label>\n");
            if (_radio.HasCredentials)
            {
                writer.WriteAscii("<p>");
                Say(writer, isChinese, "No network and no password: the board keeps those it has.", "网络与密码都留空：开发板保留现有的网络。");
                writer.WriteAscii("</p>\n");
            }
        }

        /// <summary>Writes the beginning or the end of a setting's input.</summary>
        private void WriteSetting(ByteWriter writer, int setting, bool isEnd, bool isChinese, bool isTyped)
        {
            byte[] value = _form.GetSetting(setting, out int count);
            if (!isTyped || count < 0)
            {
                _value.Clear();
                WriteValue(setting);
                value = _value.Buffer;
                count = _value.Count;
            }

            if (setting == Reading)
            {
                if (!isEnd)
                {
                    bool isOpen = count == 1 && value[0] == '1';
                    writer.WriteAscii("<label>");
                    Say(writer, isChinese, "Who may look, once there is a password", "设有密码后谁可以查看");
                    writer.WriteAscii(" <select name=open-reading>\n<option value=0>");
                    Say(writer, isChinese, "Who has it", "知道密码的人");
                    writer.WriteAscii(isOpen ? "</option>\n<option value=1 selected>" : "</option>\n<option value=1>");
                    Say(writer, isChinese, "Everybody", "所有人");
                    writer.WriteAscii("</option>\n</select></label>\n");
                }

                return;
            }

            int first = count < ValueAtOnce ? count : ValueAtOnce;
            if (isEnd)
            {
                Html.Write(writer, value, first, count - first);
                writer.WriteAscii(setting == LastFolded ? "\"></label>\n</details>\n" : "\"></label>\n");
                return;
            }

            if (setting == FirstFolded)
            {
                // What is complained of may be in there.
                writer.WriteAscii(isTyped ? "<details open><summary>" : "<details><summary>");
                Say(writer, isChinese, "Samples and pins", "采样与引脚");
                writer.WriteAscii("</summary>\n");
            }

            writer.WriteAscii("<label>");
            Describe(writer, setting, isChinese);
            writer.WriteAscii("<input name=");
            writer.WriteAscii(NameOf(setting));
            writer.WriteAscii(setting == FirstFolded ? " type=number min=20 max=60000" : " autocapitalize=none spellcheck=false");
            writer.WriteAscii(" autocomplete=off value=\"");
            Html.Write(writer, value, 0, first);
        }

        private void WriteValue(int setting)
        {
            switch (setting)
            {
                case 0: WriteRaw(_settings.Name); break;
                case 1: WriteRaw(_settings.Host); break;
                case 2: _value.WriteNumber(_settings.Interval); break;
                case Pins: _settings.Pins.Write(_value); break;
                default: _value.WriteNumber(_settings.OpenReading ? 1 : 0); break;
            }
        }

        private void WriteRaw(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            _value.Write(bytes, 0, bytes.Length);
        }

        private static void Describe(ByteWriter writer, int setting, bool isChinese)
        {
            switch (setting)
            {
                case 0:
                    Say(writer, isChinese, "Name of the board ", "开发板名称 ");
                    break;
                case 1:
                    Say(writer, isChinese, "Its name in the network<small>Before .local: a-z, 0-9 and -</small>", "网络中的名称<small>.local 之前的部分：a-z、0-9 和 -</small>");
                    break;
                case 2:
                    Say(writer, isChinese, "Milliseconds between samples<small>20 to 60000</small>", "采样间隔（毫秒）<small>20 至 60000</small>");
                    break;
                default:
                    Say(writer, isChinese,
                        "Pins<small>GPIO of led, relay and button, ADC channel of the others. :low is active low, :up a pull-up</small>",
                        "引脚<small>led、relay、button 填 GPIO，其余填 ADC 通道。:low 表示低电平有效，:up 表示上拉</small>");
                    break;
            }
        }

        private static void WriteText(ByteWriter writer, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Html.Write(writer, bytes, 0, bytes.Length);
        }

        /// <summary>Writes a piece of the answer that all is well.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">Which.</param>
        /// <param name="isChinese">Whether in Chinese; else in English.</param>
        /// <param name="host">The board's name in the local network from now on, without .local; empty for none.</param>
        public void WriteDone(ByteWriter writer, int index, bool isChinese, string host)
        {
            if (index < HeadPieces)
            {
                WriteHead(writer, index, isChinese);
                return;
            }

            if (index > HeadPieces)
            {
                Say(writer, isChinese,
                    "<p>If the light goes on blinking, the board cannot join: restart it and hold its button for 5 seconds to come back here.</p>\n</main>\n",
                    "<p>如果指示灯一直闪烁，说明开发板无法加入：请重启开发板并按住其按钮 5 秒，即可回到本页。</p>\n</main>\n");
                return;
            }

            Say(writer, isChinese, "<main>\n<h1>Saved</h1>\n<p>The board restarts and joins ", "<main>\n<h1>已保存</h1>\n<p>开发板正在重启，随后加入");
            if (_form.NameCount > 0)
            {
                Say(writer, isChinese, "", "“");
                Html.Write(writer, _form.Name, 0, _form.NameCount);
                Say(writer, isChinese, "", "”");
            }
            else
            {
                Say(writer, isChinese, "its network", "原来的网络");
            }

            Say(writer, isChinese, ". Go back to that network too", "。请您也回到该网络");
            if (host.Length > 0)
            {
                Say(writer, isChinese, " and open http://", "，并打开 http://");
                writer.WriteAscii(host);
                writer.WriteAscii(".local/");
            }

            Say(writer, isChinese, ".</p>\n", " 。</p>\n");
        }

        private bool IsFound(byte[] name, int count)
        {
            for (int i = 0; i < _radio.Networks; i++)
            {
                if (Is(_radio.GetNetwork(i), name, count))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool Is(byte[] network, byte[] name, int count)
        {
            return network.Length == count && Ascii.Equals(network, 0, name, 0, count);
        }

        private static void WriteHead(ByteWriter writer, int index, bool isChinese)
        {
            switch (index)
            {
                case 0:
                    writer.WriteAscii("<!DOCTYPE html>\n<html lang=");
                    writer.WriteAscii(isChinese ? "zh-Hans" : "en");
                    writer.WriteAscii(">\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width,initial-scale=1\">\n<title>");
                    Say(writer, isChinese, "Wi-Fi setup", "Wi-Fi 设置");
                    writer.WriteAscii("</title>\n<style>");
                    break;
                case 1:
                    writer.WriteAscii(Colors);
                    break;
                case 2:
                    writer.WriteAscii(Layout);
                    break;
                default:
                    writer.WriteAscii(Controls);
                    writer.WriteAscii("</style>\n");
                    break;
            }
        }

        /// <summary>Writes what the page says in the language that was asked for.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="isChinese">Whether in Chinese; else in English.</param>
        /// <param name="english">ASCII.</param>
        /// <param name="chinese">The same in Chinese.</param>
        public static void Say(ByteWriter writer, bool isChinese, string english, string chinese)
        {
            if (!isChinese)
            {
                writer.WriteAscii(english);
                return;
            }

            // A character has 3 bytes at most.
            int length = chinese.Length;
            if (length > 0 && writer.Ensure(length * 3))
            {
                writer.Advance(Encoding.UTF8.GetBytes(chinese, 0, length, writer.Buffer, writer.End));
            }
        }
    }
}
