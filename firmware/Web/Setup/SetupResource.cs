using System;
using Nano.Firmware.Drivers;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// /setup: the page that takes the Wi-Fi's name and password, and the settings. There is such a path only while the board is an access point:
    /// in a network of others nobody shall move the board to another. It speaks the language that the query names, as in <c>?lang=zh</c>, or else the first
    /// of Accept-Language that it knows (RFC 9110 section 12.5.4), or else the first of <see cref="Languages"/>. With <c>scan=1</c> in the query it looks for networks again.
    /// </summary>
    public sealed class SetupResource : Resource
    {
        /// <summary>The longest form in bytes: long enough that a field much too long is told by its name.</summary>
        public const int MaximumContent = 16384;

        // The longest name of a field is access-passphrase.
        private const int MaximumPart = 32;

        // An exchange is answered with one of SetupText's complaints, with none for the form alone, with SetupSaver.Done, or with this.
        private const int Scanning = -3;

        // How long a browser waits for the end of a scan, in seconds: 13 channels of 500 ms.
        private const string ScanTime = "8; url=/setup?lang=";

        // So many pieces in a turn, so that a turn is short.
        private const int MostPieces = 2;

        private readonly WebServer _server;
        private readonly SetupPage _page;
        private readonly FormReader _reader;
        private readonly SetupSaver _saver;

        // One form is read and answered at a time, that of this slot: a client that sends one later displaces a client that has not finished.
        private int _slot = -1;

        /// <summary>Makes the resource.</summary>
        /// <param name="network">Keeps what the page is told.</param>
        /// <param name="server">Knows the time.</param>
        /// <param name="settings">Those that the board goes by.</param>
        /// <param name="file">Keeps the settings; <see cref="SettingsFile.Load"/> has been called.</param>
        /// <param name="drivers">Check the channel lines.</param>
        public SetupResource(NetworkManager network, WebServer server, BoardSettings settings, SettingsFile file, DriverCatalog drivers)
            : base(RequestMethod.Get | RequestMethod.Post)
        {
            // The first to set a board up is who has it; who moves it to another network must have its password.
            bool isNew = !network.Radio.HasCredentials && !settings.HasUnreadablePassword;
            Right = isNew ? Right.None : Right.Control;
            _server = server;
            SetupForm form = new SetupForm();
            _page = new SetupPage(network, settings, form);
            _page.Languages = new SetupLanguage[] { new SetupEnglish(), new SetupChinese() };
            _reader = new FormReader(form, MaximumPart);
            _saver = new SetupSaver(network, file, settings, form, drivers);
            server?.AddTask(_saver);
        }

        /// <summary>The languages of the page, at least one. Default English and Chinese.</summary>
        public SetupLanguage[] Languages
        {
            get => _page.Languages;
            set => _page.Languages = value;
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            Response response = exchange.Response;
            Radio radio = _saver.Network.Radio;
            if (_saver.Network.State != NetworkState.AccessPoint)
            {
                response.Send(HttpStatus.NotFound, "text/plain", "There is nothing at this path.\n");
                return;
            }

            _saver.Network.NoteSetup(_server.Now);
            exchange.End = ChooseLanguage(request);
            if (request.Method != RequestMethod.Post)
            {
                bool asksForScan = FindParameter(request, "scan=", out int _) >= 0;
                if (asksForScan || radio.Networks.Count == 0)
                {
                    radio.Scan();
                }

                Begin(exchange, HttpStatus.Ok, asksForScan ? Scanning : SetupText.None);
            }
            else if (request.ContentLength > MaximumContent)
            {
                response.Send(HttpStatus.ContentTooLarge, "text/plain", "This is no form of this page.\n");
            }
            else if (!_reader.Begin(request))
            {
                response.Send(HttpStatus.UnsupportedMediaType, "text/plain", "This is no form.\n");
            }
            else
            {
                _saver.Cancel();
                _saver.Form.Clear();
                _slot = exchange.Slot;
                exchange.Position = 0;
            }
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            Response response = exchange.Response;
            if (exchange.Slot != _slot)
            {
                Array.Clear(buffer, offset, count);
                response.Send(HttpStatus.Conflict, "text/plain", "Another page has sent a form meanwhile.\n");
                return;
            }

            exchange.Position += count;
            if (exchange.Position > MaximumContent)
            {
                response.Send(HttpStatus.ContentTooLarge, "text/plain", "This is no form of this page.\n");
            }
            else if (!_reader.Read(buffer, offset, count, last))
            {
                response.Send(HttpStatus.BadRequest, "text/plain", "This is no form.\n");
            }
            else if (last)
            {
                _saver.Begin();
            }

            // The piece has a password perhaps, and so has a form that is none after all; one that is complete is wiped when it has been kept.
            Array.Clear(buffer, offset, count);
            if (response.HasBegun)
            {
                Forget(exchange);
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            // A form that is complete is kept all the same.
            if (!_saver.IsBusy)
            {
                Forget(exchange);
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Response response = exchange.Response;
            if (!response.HasBegun)
            {
                Answer(exchange);
                return;
            }

            int outcome = exchange.Choice;
            int count = outcome == SetupSaver.Done || outcome == Scanning ? _page.ShortPieces : _page.FormPieces;
            for (int pieces = 0; response.HasContent && exchange.Position < count;)
            {
                if (response.Room < SetupPage.MaximumPiece || pieces == MostPieces)
                {
                    return;
                }

                ByteWriter writer = response.BeginPiece();
                int start = writer.Count;
                WritePiece(writer, exchange, outcome);
                exchange.Position++;

                // A turn that writes nothing would put the loop to sleep.
                int written = writer.Count - start;
                response.EndPiece(written);
                pieces += written > 0 ? 1 : 0;
            }

            response.End();
            if (outcome != SetupText.None)
            {
                Forget(exchange);
            }
        }

        private void WritePiece(ByteWriter writer, Exchange exchange, int outcome)
        {
            // What has been typed is shown to the client that has typed it, and to no other.
            bool isOwn = exchange.Slot == _slot;
            SetupLanguage language = Languages[exchange.End];
            switch (outcome)
            {
                case SetupSaver.Done:
                    _page.WriteDone(writer, exchange.Position, language, isOwn ? _saver.Host : "", isOwn);
                    break;
                case Scanning:
                    _page.WriteScanning(writer, exchange.Position, language);
                    break;
                default:
                    _page.WriteForm(writer, exchange.Position, language, outcome, isOwn && outcome != SetupText.None);
                    break;
            }
        }

        /// <summary>Answers a form, once it is known what has become of it.</summary>
        private void Answer(Exchange exchange)
        {
            if (exchange.Slot != _slot)
            {
                exchange.Response.Send(HttpStatus.Conflict, "text/plain", "Another page has sent a form meanwhile.\n");
            }
            else if (!_saver.IsBusy)
            {
                int outcome = _saver.Outcome;
                Begin(exchange, outcome == SetupSaver.Done ? HttpStatus.Ok : outcome == SetupText.NotKept ? HttpStatus.InternalServerError : HttpStatus.UnprocessableContent, outcome);
            }
        }

        private void Forget(Exchange exchange)
        {
            if (exchange.Slot == _slot)
            {
                _slot = -1;
                _saver.Form.Clear();
            }
        }

        private void Begin(Exchange exchange, int status, int outcome)
        {
            Response response = exchange.Response;
            exchange.Position = 0;
            exchange.Choice = outcome;
            if (exchange.Request.MinorVersion == 0 || outcome == SetupSaver.Done)
            {
                // Without chunks only the connection's end can tell where the content ends; and a board that restarts keeps none.
                response.KeepAlive = false;
            }

            response.Begin(status);
            response.AddField("Content-Type", "text/html; charset=utf-8");
            response.AddField("Cache-Control", "no-store");
            response.AddField("Content-Security-Policy", SetupPage.ContentSecurityPolicy);
            if (outcome == Scanning)
            {
                response.AddField("Refresh", ScanTime + Languages[exchange.End].Tag.Substring(0, 2));
            }

            response.BeginContent();
        }

        private int ChooseLanguage(Request request)
        {
            int named = FindParameter(request, "lang=", out int length);
            if (named >= 0)
            {
                int language = length == 2 ? FindLanguage(request.Buffer, named, length) : -1;
                if (language >= 0)
                {
                    return language;
                }
            }

            int cursor = 0;
            while (request.NextItem(FieldName.AcceptLanguage, ref cursor, out int offset, out int count))
            {
                int language = FindLanguage(request.Buffer, offset, count);
                if (language >= 0)
                {
                    return language;
                }
            }

            return 0;
        }

        /// <summary>Finds a language that an item names, whatever its script, region and weight.</summary>
        /// <returns>Its place in <see cref="Languages"/>; -1 when it is not there.</returns>
        private int FindLanguage(byte[] buffer, int offset, int count)
        {
            bool isLonger = count > 2 && buffer[offset + 2] != '-' && buffer[offset + 2] != ';' && buffer[offset + 2] != ' ';
            int i = count < 2 || isLonger ? -1 : Languages.Length - 1;
            for (; i >= 0; i--)
            {
                string tag = Languages[i].Tag;
                if (Ascii.ToLower(buffer[offset]) == tag[0] && Ascii.ToLower(buffer[offset + 1]) == tag[1])
                {
                    return i;
                }
            }

            return i;
        }

        /// <summary>Finds a parameter of the query.</summary>
        /// <param name="request">The request.</param>
        /// <param name="name">Its name, with the = behind it.</param>
        /// <param name="count">The length of its value.</param>
        /// <returns>Where its value begins; -1 when it is not there.</returns>
        private static int FindParameter(Request request, string name, out int count)
        {
            int offset = request.QueryOffset;
            int end = offset + request.QueryCount;
            while (offset < end)
            {
                int next = Ascii.IndexOf(request.Buffer, '&', offset, end);
                count = next - offset - name.Length;
                if (count >= 0 && Ascii.Equals(request.Buffer, offset, name.Length, name))
                {
                    return offset + name.Length;
                }

                offset = next + 1;
            }

            count = 0;
            return -1;
        }
    }
}
