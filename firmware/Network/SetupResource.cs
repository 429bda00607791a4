using System;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware
{
    /// <summary>
    /// /setup: the page that takes the Wi-Fi's name and password, and the settings. There is such a path only while the board is an access point:
    /// in a network of others nobody shall move the board to another. It speaks English, or Chinese where the query or else
    /// Accept-Language prefers that.
    /// </summary>
    public sealed class SetupResource : Resource
    {
        /// <summary>The longest form in bytes; its fields take 1,000 when every character is escaped.</summary>
        public const int MaximumContent = 1280;

        // The longest name of a field that matters is passphrase.
        private const int MaximumPart = 32;

        // An exchange is answered with one of SetupComplaint's or with this, twice, and 1 more in Chinese.
        internal const int Done = -2;

        private readonly WebServer _server;
        private readonly SetupPage _page;
        private readonly FormReader _reader;
        private readonly SetupSaver _saver;

        // One form is read at a time: who sends one later displaces who has not finished.
        private int _slot = -1;

        /// <summary>Makes the resource.</summary>
        /// <param name="network">Keeps what the page is told.</param>
        /// <param name="server">Knows the time.</param>
        /// <param name="settings">Those that the board goes by.</param>
        /// <param name="file">Keeps the settings; <see cref="SettingsFile.Load"/> has been called.</param>
        public SetupResource(NetworkManager network, WebServer server, Settings settings, SettingsFile file)
            : base(HttpMethod.Get | HttpMethod.Post)
        {
            // The first to set a board up is who has it; who moves it to another network must have its password.
            Right = network.Radio.HasCredentials ? Right.Control : Right.None;
            _server = server;
            SetupForm form = new SetupForm();
            _page = new SetupPage(network.Radio, settings, form);
            _reader = new FormReader(form, MaximumPart);
            _saver = new SetupSaver(network, file, form, settings);
            server?.AddTask(_saver);
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            Response response = exchange.Response;
            if (_saver.Network.State != NetworkState.AccessPoint)
            {
                response.Send(HttpStatus.NotFound, "text/plain", "There is nothing at this path.\n");
                return;
            }

            _saver.Network.NoteSetup(_server.Now);
            exchange.Choice = WantsChinese(request) ? 1 : 0;
            if (request.Method != HttpMethod.Post)
            {
                if (_saver.Network.Radio.Networks == 0)
                {
                    _saver.Network.Radio.Scan();
                }

                Begin(exchange, HttpStatus.Ok, SetupComplaint.None);
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

            // The piece has a password perhaps, and the form when it is no form at all; when it has been kept the saver forgets it.
            Array.Clear(buffer, offset, count);
            if (response.HasBegun)
            {
                _saver.Form.Wipe();
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            if (exchange.Slot == _slot && !_saver.IsBusy)
            {
                _saver.Form.Wipe();
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

            int outcome = exchange.Choice >> 1;
            bool isChinese = (exchange.Choice & 1) != 0;
            int count = outcome == Done ? _page.DonePieces : _page.FormPieces;
            while (response.HasContent && exchange.Position < count)
            {
                if (response.Room < SetupPage.MaximumPiece)
                {
                    return;
                }

                ByteWriter writer = response.BeginPiece();
                int start = writer.Count;
                if (outcome == Done)
                {
                    _page.WriteDone(writer, exchange.Position, isChinese, _saver.Host);
                }
                else
                {
                    _page.WriteForm(writer, exchange.Position, isChinese, outcome);
                }

                exchange.Position++;
                response.EndPiece(writer.Count - start);
            }

            response.End();
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
                Begin(exchange, outcome == Done ? HttpStatus.Ok : outcome == SetupComplaint.NotKept ? HttpStatus.InternalServerError : HttpStatus.UnprocessableContent, outcome);
            }
        }

        private static void Begin(Exchange exchange, int status, int outcome)
        {
            Response response = exchange.Response;
            exchange.Position = 0;
            exchange.Choice = (outcome << 1) | (exchange.Choice & 1);
            if (exchange.Request.MinorVersion == 0 || outcome == Done)
            {
                // Without chunks only the connection's end can tell where the content ends; and a board that restarts keeps none.
                response.KeepAlive = false;
            }

            response.Begin(status);
            response.AddField("Content-Type", "text/html; charset=utf-8");
            response.AddField("Cache-Control", "no-store");
            response.AddField("Content-Security-Policy", SetupPage.ContentSecurityPolicy);
            response.BeginContent();
        }

        /// <summary>As the query says, else whichever language the client names first (RFC 9110 section 12.5.4), as the dashboard has it.</summary>
        private static bool WantsChinese(Request request)
        {
            if (Ascii.Equals(request.Buffer, request.QueryOffset, request.QueryCount, SetupPage.InChinese))
            {
                return true;
            }

            int cursor = 0;
            bool isOpen = !Ascii.Equals(request.Buffer, request.QueryOffset, request.QueryCount, SetupPage.InEnglish);
            while (isOpen && request.NextItem(FieldName.AcceptLanguage, ref cursor, out int offset, out int count))
            {
                if (IsLanguage(request.Buffer, offset, count, "zh"))
                {
                    return true;
                }

                isOpen = !IsLanguage(request.Buffer, offset, count, "en");
            }

            return false;
        }

        /// <summary>Whether an item is of a language, whatever its script, region and weight.</summary>
        private static bool IsLanguage(byte[] buffer, int offset, int count, string language)
        {
            return count >= 2 && Ascii.EqualsIgnoreCase(buffer, offset, 2, language) && (count == 2 || buffer[offset + 2] == '-' || buffer[offset + 2] == ';' || buffer[offset + 2] == ' ');
        }
    }
}
