using Nano.Web.Text;

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

        private const int Before = 3;

        private readonly Radio _radio;
        private readonly byte[] _board;
        private readonly string _host;

        /// <summary>Makes the page.</summary>
        /// <param name="radio">Knows the networks in reach.</param>
        /// <param name="board">The board's name.</param>
        /// <param name="host">Its name in the local network, without .local; empty for none.</param>
        public SetupPage(Radio radio, byte[] board, string host)
        {
            _radio = radio;
            _board = board;
            _host = host;
        }

        /// <summary>How many pieces the form has. The networks found may change while it is sent: a piece is empty then.</summary>
        public int FormPieces => Before + Radio.MaximumNetworks + 1;

        /// <summary>How many pieces the answer has that all is well.</summary>
        public int DonePieces => 2;

        /// <summary>Writes a piece of the form.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">Which.</param>
        /// <param name="error">What to complain of; null for nothing.</param>
        /// <param name="name">Holds the name to begin with.</param>
        /// <param name="nameCount">Its length.</param>
        public void WriteForm(ByteWriter writer, int index, string error, byte[] name, int nameCount)
        {
            int networks = _radio.Networks;
            switch (index)
            {
                case 0:
                    WriteHead(writer);
                    return;
                case 1:
                    writer.WriteAscii("<h1>Wi-Fi for ");
                    Html.Write(writer, _board, 0, _board.Length);
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

            writer.WriteAscii("</select></label>\n<label>Another network <input name=other maxlength=32 autocomplete=off autocapitalize=none spellcheck=false value=\"");
            Html.Write(writer, name, 0, IsFound(name, nameCount) ? 0 : nameCount);
            writer.WriteAscii("\"></label>\n<label>Password, 8 to 63 characters; empty for an open network <input name=passphrase type=password minlength=8 maxlength=63 autocomplete=off></label>\n"
                + "<button>Save and connect</button>\n</form>\n");
        }

        /// <summary>Writes a piece of the answer that all is well.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="index">Which.</param>
        /// <param name="name">Holds the network's name.</param>
        /// <param name="nameCount">Its length.</param>
        public void WriteDone(ByteWriter writer, int index, byte[] name, int nameCount)
        {
            if (index == 0)
            {
                WriteHead(writer);
                return;
            }

            writer.WriteAscii("<h1>Saved</h1>\n<p>The board restarts and joins ");
            Html.Write(writer, name, 0, nameCount);
            writer.WriteAscii(". Go back to that network too");
            if (_host.Length > 0)
            {
                writer.WriteAscii(" and open http://");
                writer.WriteAscii(_host);
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
