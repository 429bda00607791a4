using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// The text of the setup page, in pieces of at most <see cref="MaximumPiece"/> bytes. It is in literals, which stay in flash; a
    /// page of its size is not worth more.
    /// </summary>
    internal sealed partial class SetupPage
    {
        /// <summary>The longest piece in bytes.</summary>
        public const int MaximumPiece = 576;

        /// <summary>What the page may do: have this style, and send its form here. The hash is the style's; a test compares them.</summary>
        public const string ContentSecurityPolicy = "default-src 'none'; style-src 'sha256-UrxRqFjCHkvGEsI9VzsfCdg+i5LmwuvJxmii2na/YPw='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

        /// <summary>The style: that of the dashboard, for whatever browser a phone opens for it.</summary>
        public const string Style = Colors + Layout + Controls;

        private const string Colors = ":root{color-scheme:light dark;--page:#f3f5f4;--card:#fff;--text:#14201d;--muted:#52615d;--line:#70807b;--accent:#0a7566;--bad:#b3261e}"
            + "@media(prefers-color-scheme:dark){:root{--page:#0e1312;--card:#161d1b;--text:#e6eeeb;--muted:#9baba6;--line:#7b8c87;--accent:#4fcdb4;--bad:#ff9d92}}"
            + "*{box-sizing:border-box}body{max-width:28rem;margin:auto;padding:1rem;background:var(--page);color:var(--text);font:1rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}";

        private const string Layout = "h1{margin:1rem 0;font-size:1.3rem;line-height:1.25}nav{display:flex;justify-content:space-between}a{min-width:1.5rem;padding:.5rem 0;color:var(--accent)}"
            + "label{display:block}label,summary{margin-top:1rem;font-weight:600}small{display:block;color:var(--muted);font-weight:400}summary{padding:.5rem 0;cursor:pointer}"
            + "[role=alert]{padding:.75rem;border:1px solid var(--bad);border-radius:.5rem;background:var(--card);color:var(--bad)}";

        private const string Controls = "input,select,button,textarea{width:100%;min-height:2.75rem;margin-top:.3rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);color:inherit;font:inherit;font-weight:400}"
            + "[type=checkbox]{width:1.5rem;min-height:1.5rem;margin:0 .5rem 0 0;vertical-align:middle;accent-color:var(--accent)}"
            + "button{margin:1.5rem 0;border:0;background:var(--accent);color:var(--page);font-weight:600}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}";

        private const int HeadPieces = 4;

        // The pieces of the form behind the head: the beginning, the networks, the one that was chosen and is not among them, and the rest.
        private const int Networks = HeadPieces + 3;
        private const int Chosen = Networks + NetworkList.Maximum;
        private const int Other = Chosen + 1;
        private const int More = Other + 1;
        private const int FirstSetting = More + 3;
        private const int FoldedSettings = FirstSetting + 4;
        private const int Channels = FoldedSettings + 2;
        private const int Reading = Channels + 2 + (BoardDescription.MaximumLength + LinesAtOnce) / LinesAtOnce;
        private const int Last = Reading + 1;

        // So much of a setting's value, or of the channel lines, in a piece: 6 bytes for each when all of it is escaped.
        private const int ValueAtOnce = 48;
        private const int LinesAtOnce = 88;

        // The longest of the other settings that the page shows, an address.
        private const int MaximumValue = StaticAddress.MaximumLength + 1;

        private readonly NetworkManager _network;
        private readonly BoardSettings _settings;
        private readonly SetupForm _form;
        private readonly ByteWriter _value = new ByteWriter(new byte[MaximumValue]);

        // While the channel lines of the settings are being written.
        private BoardDescription _description;

        // What the piece being written is in.
        private SetupLanguage _language;

        /// <summary>Makes the page.</summary>
        /// <param name="network">Knows the networks in reach, and why the board is an access point.</param>
        /// <param name="settings">The board's.</param>
        /// <param name="form">What has been typed.</param>
        public SetupPage(NetworkManager network, BoardSettings settings, SetupForm form)
        {
            _network = network;
            _settings = settings;
            _form = form;
        }

        /// <summary>The languages that the page speaks, and links to.</summary>
        public SetupLanguage[] Languages { get; set; }

        /// <summary>How many pieces the form has. The networks found may change while it is sent: a piece is empty then.</summary>
        public int FormPieces => Last + 3;

        /// <summary>How many pieces the answer has that all is well, and the one while the board looks for networks.</summary>
        public int ShortPieces => HeadPieces + 2;

        /// <summary>Writes a piece of the form.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">Which.</param>
        /// <param name="language">The language.</param>
        /// <param name="complaint">One of <see cref="SetupText"/>, none for nothing.</param>
        /// <param name="isTyped">Whether the form begins with what has been typed: only for the client that has typed it.</param>
        public void WriteForm(ByteWriter writer, int index, SetupLanguage language, int complaint, bool isTyped)
        {
            _language = language;
            if (index < HeadPieces)
            {
                WriteHead(writer, index);
            }
            else if (index == HeadPieces)
            {
                WriteBeginning(writer);
            }
            else if (index == HeadPieces + 1)
            {
                WriteState(writer, complaint);
            }
            else if (index < Networks)
            {
                writer.WriteText("<form method=post action=\"/setup?");
                WriteQuery(writer, language);
                writer.WriteText("\">\n<label>");
                Say(writer, SetupText.LabelOf + SetupForm.Network);
                writer.WriteText(" <select name=network>\n<option value=\"\">");
                Say(writer, _network.Radio.Networks.Count > 0 ? SetupText.NamedBelow : SetupText.NoneFound);
                writer.WriteText("</option>\n");
            }
            else if (index < Other)
            {
                WriteNetwork(writer, index - Networks, isTyped);
            }
            else if (index == Other)
            {
                WriteOther(writer, isTyped);
            }
            else if (index < FirstSetting)
            {
                WriteMore(writer, index - More, isTyped);
            }
            else if (index < Channels)
            {
                int half = index - FirstSetting;
                if (half == 4)
                {
                    BeginDetails(writer, SetupText.SamplesAndChannels, isTyped);
                }

                WriteInput(writer, SetupForm.Name + half / 2, (half & 1) != 0, isTyped);
            }
            else if (index < Reading)
            {
                WriteChannels(writer, index - Channels, isTyped);
            }
            else if (index == Reading)
            {
                WriteChoice(writer, SetupForm.OpenReading, isTyped, SetupText.OwnersRead, SetupText.EverybodyReads);
            }
            else
            {
                WriteAccess(writer, index - Last);
            }
        }

        private void WriteBeginning(ByteWriter writer)
        {
            writer.WriteText("<nav><a href=/>");
            Say(writer, SetupText.Dashboard);
            writer.WriteText("</a>");
            for (int i = 0; i < Languages.Length; i++)
            {
                if (Languages[i] != _language)
                {
                    writer.WriteText("<a href=\"/setup?");
                    WriteQuery(writer, Languages[i]);
                    writer.WriteText("\" lang=");
                    writer.WriteText(Languages[i].Tag);
                    writer.WriteText(">");
                    WriteText(writer, Languages[i].Name);
                    writer.WriteText("</a>");
                }
            }

            writer.WriteText("</nav>\n<main>\n<h1>");
            Say(writer, SetupText.Heading);
            WriteText(writer, _settings.Name);
            writer.WriteText("</h1>\n");
        }

        /// <summary>Writes a network of the list; behind them the one that was chosen before, should it not be there any more.</summary>
        private void WriteNetwork(ByteWriter writer, int index, bool isTyped)
        {
            NetworkList networks = _network.Radio.Networks;
            // It is the first field.
            int chosenAt = 0;
            int chosenCount = isTyped ? _form.LengthOf(SetupForm.Network) : 0;
            chosenCount = chosenCount > Credentials.MaximumName ? 0 : chosenCount;
            if (index == NetworkList.Maximum)
            {
                if (chosenCount > 0 && networks.Find(_form.GetValue(SetupForm.Network), chosenCount) < 0)
                {
                    WriteOption(writer, _form.Buffer, chosenAt, chosenCount, true);
                    writer.WriteText("</option>\n");
                }

                return;
            }

            if (index >= networks.Count)
            {
                return;
            }

            byte[] name = networks.GetName(index, out int offset, out int count);
            WriteOption(writer, name, offset, count, count == chosenCount && Ascii.Equals(name, offset, _form.Buffer, chosenAt, count));
            int signal = networks.GetSignal(index);
            NetworkSecurity security = networks.GetSecurity(index);
            string separator = " \u2013 ";
            if (signal != NetworkList.UnknownSignal)
            {
                WriteText(writer, separator);
                Say(writer, SetupText.Signal + (signal > -55 ? 0 : signal > -67 ? 1 : signal > -78 ? 2 : 3));
                separator = ", ";
            }

            if (security != NetworkSecurity.Unknown)
            {
                WriteText(writer, separator);
                Say(writer, security == NetworkSecurity.Open ? SetupText.Open : SetupText.Secured);
            }

            writer.WriteText("</option>\n");
        }

        /// <summary>Writes an option whose value is a network's name with every byte of it: see <see cref="NameEncoding"/>.</summary>
        private void WriteOption(ByteWriter writer, byte[] name, int offset, int count, bool isSelected)
        {
            _value.Clear();
            NameEncoding.Write(_value, name, offset, count);
            writer.WriteText(isSelected ? "<option selected value=\"" : "<option value=\"");
            Html.Write(writer, _value.Buffer, 0, _value.Count);
            writer.WriteText("\">");
            Html.WriteName(writer, name, offset, count);
        }

        private void WriteOther(ByteWriter writer, bool isTyped)
        {
            writer.WriteText("</select></label>\n<a href=\"/setup?");
            WriteQuery(writer, _language);
            writer.WriteText("&amp;scan=1\">");
            Say(writer, SetupText.ScanAgain);
            writer.WriteText("</a>\n");
            WriteTypedName(writer, SetupForm.Other, isTyped ? _form.Buffer : null, isTyped ? SetupForm.OffsetOf(SetupForm.Other) : 0, isTyped ? _form.LengthOf(SetupForm.Other) : 0);
        }

        /// <summary>Writes the network's passphrase, and what is folded away about networks.</summary>
        private void WriteMore(ByteWriter writer, int index, bool isTyped)
        {
            NetworkSettings network = _settings.Network;
            switch (index)
            {
                case 0:
                    WriteSecret(writer, SetupForm.Passphrase, SetupText.HintOf + SetupForm.Passphrase);
                    WriteBox(writer, "open", SetupText.HasNoPassphrase);
                    if (_network.Radio.HasCredentials)
                    {
                        writer.WriteText("<p>");
                        Say(writer, SetupText.KeepsNetwork);
                        writer.WriteText("</p>\n");
                    }

                    break;
                case 1:
                    bool isForm = isTyped && _form.CountOf(SetupForm.Network2) >= 0;
                    BeginDetails(writer, SetupText.MoreNetwork, isTyped);
                    WriteTypedName(writer, SetupForm.Network2, isForm ? _form.Buffer : network.SecondName, isForm ? SetupForm.OffsetOf(SetupForm.Network2) : 0,
                        isForm ? _form.LengthOf(SetupForm.Network2) : network.SecondName.Length);
                    WriteSecret(writer, SetupForm.Passphrase2, network.SecondPassphrase.Length > 0 ? SetupText.KeepsSecret : SetupText.HintOf + SetupForm.Passphrase);
                    break;
                default:
                    WriteBox(writer, "open2", SetupText.HasNoPassphrase);
                    WriteInput(writer, SetupForm.Address, false, isTyped);
                    WriteInput(writer, SetupForm.Address, true, isTyped);
                    WriteChoice(writer, SetupForm.SetupButton, isTyped, SetupText.ButtonOff, SetupText.ButtonOn);
                    writer.WriteText("</details>\n");
                    break;
            }
        }

        private void WriteAccess(ByteWriter writer, int index)
        {
            bool hasPassword = _settings.Password.Length > 0;
            switch (index)
            {
                case 0:
                    WriteSecret(writer, SetupForm.Password, hasPassword ? SetupText.KeepsSecret : SetupText.HintOf + SetupForm.Password);
                    break;
                case 1:
                    WriteSecret(writer, SetupForm.AccessPassphrase, _settings.Network.AccessPassphrase.Length > 0 ? SetupText.KeepsSecret : SetupText.HintOf + SetupForm.AccessPassphrase);
                    break;
                default:
                    if (hasPassword)
                    {
                        WriteBox(writer, "no-password", SetupText.RemovePassword);
                    }

                    writer.WriteText("<button>");
                    Say(writer, SetupText.Save);
                    writer.WriteText("</button>\n</form>\n</main>\n");
                    break;
            }
        }

        /// <summary>Writes a piece of the answer that all is well.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">Which.</param>
        /// <param name="language">The language.</param>
        /// <param name="host">The board's name in the local network from now on, without .local; empty for none.</param>
        /// <param name="isTyped">Whether the form is that of the client that is answered.</param>
        public void WriteDone(ByteWriter writer, int index, SetupLanguage language, string host, bool isTyped)
        {
            _language = language;
            if (index < HeadPieces)
            {
                WriteHead(writer, index);
                return;
            }

            if (index > HeadPieces)
            {
                writer.WriteText("<p>");
                Say(writer, SetupText.ComeBack);
                writer.WriteText("</p>\n</main>\n");
                return;
            }

            writer.WriteText("<main>\n<h1>");
            Say(writer, SetupText.Saved);
            writer.WriteText("</h1>\n<p>");
            Say(writer, SetupText.Joins);
            int field = _form.NameField;
            if (isTyped && _form.LengthOf(field) > 0)
            {
                WriteText(writer, language.IsAscii ? "" : "\u201C");
                Html.WriteName(writer, _form.Buffer, SetupForm.OffsetOf(field), _form.LengthOf(field));
                WriteText(writer, language.IsAscii ? "" : "\u201D");
            }
            else
            {
                Say(writer, SetupText.OwnNetwork);
            }

            Say(writer, SetupText.GoBack);
            if (host.Length > 0)
            {
                Say(writer, SetupText.AndOpen);
                writer.WriteText("http://");
                writer.WriteText(host);
                writer.WriteText(".local/");
                writer.WriteText(language.IsAscii ? "" : " ");
            }

            Say(writer, SetupText.Stop);
            writer.WriteText("</p>\n");
        }

        /// <summary>Writes a piece of the page that is shown while the board looks for networks.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">Which.</param>
        /// <param name="language">The language.</param>
        public void WriteScanning(ByteWriter writer, int index, SetupLanguage language)
        {
            _language = language;
            if (index < HeadPieces)
            {
                WriteHead(writer, index);
            }
            else if (index == HeadPieces)
            {
                writer.WriteText("<main>\n<h1>");
                Say(writer, SetupText.Scanning);
                writer.WriteText("</h1>\n<p>");
                Say(writer, SetupText.ScanningHint);
                writer.WriteText("</p>\n<p><a href=\"/setup?");
                WriteQuery(writer, language);
                writer.WriteText("\">");
                Say(writer, SetupText.Back);
                writer.WriteText("</a></p>\n</main>\n");
            }
        }
    }
}
