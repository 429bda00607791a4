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
        public const string ContentSecurityPolicy = "default-src 'none'; style-src 'sha256-kZIWhI7+dWpphv+PqVJZPAfeSDZ5TNYgsnkXK+SI38k='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

        /// <summary>The style.</summary>
        public const string Style = "body{font:1.1rem system-ui;max-width:24rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}label{display:block;margin:1rem 0}"
            + "input,select,button{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;margin-top:.3rem}[role=alert]{border-left:.3rem solid #c00;padding:.5rem}";

        /// <summary>How many of the settings it has: name, host, interval, pins, open-reading.</summary>
        public const int Settings = 5;

        /// <summary>The place of the pins among them.</summary>
        public const int Pins = 3;

        /// <summary>The place of open-reading.</summary>
        public const int Reading = 4;

        private const int Before = 3;

        // So much of a setting's value in a piece: 6 bytes for each when all of it is escaped.
        private const int ValueAtOnce = 64;

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
        public int DonePieces => 2;

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
        /// <param name="error">What to complain of; null for nothing.</param>
        /// <param name="isTyped">Whether to begin with what has been typed.</param>
        public void WriteForm(ByteWriter writer, int index, string error, bool isTyped)
        {
            int networks = _radio.Networks;
            byte[] name = _form.Name;
            int nameCount = isTyped ? _form.NameCount : 0;
            switch (index)
            {
                case 0:
                    WriteHead(writer);
                    return;
                case 1:
                    writer.WriteAscii("<h1>Wi-Fi for ");
                    WriteText(writer, _settings.Name);
                    writer.WriteAscii("</h1>\n");
                    if (error != null)
                    {
                        writer.WriteAscii("<p role=alert>");
                        writer.WriteAscii(error);
                        writer.WriteAscii("</p>\n");
                    }

                    return;
                case 2:
                    writer.WriteAscii("<form method=post action=/setup>\n<label>Network <select name=network>\n<option value=\"\">");
                    writer.WriteAscii(networks > 0 ? "The one named below</option>\n" : "None found yet: name it below, or load this page again</option>\n");
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
                WriteOther(writer, name, nameCount);
            }
            else if (index > 2 * Settings)
            {
                bool hasPassword = _settings.Password.Length > 0;
                writer.WriteAscii("<label>Password of the board, up to 64 characters; ");
                writer.WriteAscii(hasPassword ? "empty leaves it as it is" : "empty for none");
                writer.WriteAscii(" <input name=password type=password maxlength=64 autocomplete=new-password></label>\n");
                if (hasPassword)
                {
                    writer.WriteAscii("<label><input name=no-password type=checkbox> No password any more</label>\n");
                }

                writer.WriteAscii("<button>Save and restart</button>\n</form>\n");
            }
            else
            {
                WriteSetting(writer, (index - 1) / 2, (index & 1) == 0, isTyped);
            }
        }

        private void WriteOther(ByteWriter writer, byte[] name, int nameCount)
        {
            writer.WriteAscii("</select></label>\n<label>Another network <input name=other maxlength=32 autocomplete=off autocapitalize=none spellcheck=false value=\"");
            Html.Write(writer, name, 0, IsFound(name, nameCount) ? 0 : nameCount);
            writer.WriteAscii("\"></label>\n<label>Password, 8 to 63 characters; empty for an open network <input name=passphrase type=password minlength=8 maxlength=63 autocomplete=off></label>\n"
                + (_radio.HasCredentials ? "<p>No network and no password: the board keeps those it has.</p>\n" : ""));
        }

        /// <summary>Writes the beginning or the end of a setting's input.</summary>
        private void WriteSetting(ByteWriter writer, int setting, bool isEnd, bool isTyped)
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
                    writer.WriteAscii("<label>Who may look, once there is a password <select name=open-reading>\n<option value=0>Who has it</option>\n<option value=1");
                    writer.WriteAscii(isOpen ? " selected>Everybody</option>\n</select></label>\n" : ">Everybody</option>\n</select></label>\n");
                }

                return;
            }

            int first = count < ValueAtOnce ? count : ValueAtOnce;
            if (isEnd)
            {
                Html.Write(writer, value, first, count - first);
                writer.WriteAscii("\"></label>\n");
                return;
            }

            writer.WriteAscii("<label>");
            writer.WriteAscii(Describe(setting));
            writer.WriteAscii(" <input name=");
            writer.WriteAscii(NameOf(setting));
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

        private static string Describe(int setting)
        {
            switch (setting)
            {
                case 0: return "Name of the board";
                case 1: return "Its name in the network, before .local: a-z, 0-9 and -";
                case 2: return "Milliseconds between samples, 20 to 60000";
                default: return "Pins: GPIO of led, relay and button, ADC channel of the others. :low is active low, :up a pull-up";
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
        /// <param name="host">The board's name in the local network from now on, without .local; empty for none.</param>
        public void WriteDone(ByteWriter writer, int index, string host)
        {
            if (index == 0)
            {
                WriteHead(writer);
                return;
            }

            writer.WriteAscii("<h1>Saved</h1>\n<p>The board restarts and joins ");
            if (_form.NameCount > 0)
            {
                Html.Write(writer, _form.Name, 0, _form.NameCount);
            }
            else
            {
                writer.WriteAscii("its network");
            }

            writer.WriteAscii(". Go back to that network too");
            if (host.Length > 0)
            {
                writer.WriteAscii(" and open http://");
                writer.WriteAscii(host);
                writer.WriteAscii(".local/");
            }

            writer.WriteAscii(".</p>\n<p>If the light goes on blinking, the board cannot join: restart it and hold its button for 5 seconds to come back here.</p>\n");
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

        private static void WriteHead(ByteWriter writer)
        {
            writer.WriteAscii("<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width\">\n<title>Wi-Fi setup</title>\n<style>");
            writer.WriteAscii(Style);
            writer.WriteAscii("</style>\n");
        }
    }
}
