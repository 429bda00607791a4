using System;
using System.Text;
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
        private const int Done = -2;

        private readonly NetworkManager _network;
        private readonly WebServer _server;
        private readonly SettingsFile _file;
        private readonly SetupPage _page;
        private readonly SetupForm _form = new SetupForm();
        private readonly FormReader _reader;
        private readonly Chip _chip;
        private readonly string _id;
        private string _host;

        // One form is read at a time: who sends one later displaces who has not finished.
        private int _slot = -1;
        private int _received;

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
            _network = network;
            _server = server;
            _file = file;
            _host = settings.Host;
            _chip = settings.Pins.Chip;
            _id = settings.Id;
            _page = new SetupPage(network.Radio, settings, _form);
            _reader = new FormReader(_form, MaximumPart);
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            Response response = exchange.Response;
            if (_network.State != NetworkState.AccessPoint)
            {
                response.Send(HttpStatus.NotFound, "text/plain", "There is nothing at this path.\n");
                return;
            }

            _network.NoteSetup(_server.Now);
            exchange.Choice = WantsChinese(request) ? 1 : 0;
            if (request.Method != HttpMethod.Post)
            {
                if (_network.Radio.Networks == 0)
                {
                    _network.Radio.Scan();
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
                _form.Clear();
                _slot = exchange.Slot;
                _received = 0;
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

            _received += count;
            if (_received > MaximumContent)
            {
                response.Send(HttpStatus.ContentTooLarge, "text/plain", "This is no form of this page.\n");
            }
            else if (!_reader.Read(buffer, offset, count, last))
            {
                response.Send(HttpStatus.BadRequest, "text/plain", "This is no form.\n");
            }
            else if (last)
            {
                Save(exchange);
            }

            // The piece has a password perhaps, and the form when it is complete or no form at all.
            Array.Clear(buffer, offset, count);
            if (last || response.HasBegun)
            {
                _form.Wipe();
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            if (exchange.Slot == _slot)
            {
                _form.Wipe();
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Response response = exchange.Response;
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
                    _page.WriteDone(writer, exchange.Position, isChinese, _host);
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

        private void Save(Exchange exchange)
        {
            // What has not been typed stays as it is: so does the Wi-Fi, where there is one.
            bool keepsNetwork = _form.HasNoNetwork && _network.Radio.HasCredentials;
            int error = keepsNetwork ? (int)CredentialsError.None : (int)_form.Check();
            Settings settings = new Settings(_chip) { Id = _id };
            _file.Load(settings);
            bool hasSettings = false;
            for (int i = 0; i < SetupPage.Settings && error == (int)CredentialsError.None; i++)
            {
                byte[] value = _form.GetSetting(i, out int count);
                if (count >= 0)
                {
                    hasSettings = true;
                    error = settings.Set(SetupPage.NameOf(i), value, 0, count) ? (int)CredentialsError.None
                        : i == SetupPage.Pins ? SetupComplaint.PinsWrong | settings.PinsFault
                        : SetupComplaint.SettingWrong + i;
                }
            }

            if (error == (int)CredentialsError.None && (_form.PasswordCount > 0 || _form.RemovesPassword))
            {
                hasSettings = true;
                error = SetPassword(settings) ? error : SetupComplaint.PasswordWrong;
            }

            if (error != (int)CredentialsError.None)
            {
                Begin(exchange, HttpStatus.UnprocessableContent, error);
            }
            else if ((hasSettings && !_file.Save(settings)) || (!keepsNetwork && !_network.Save(_form.GetName(), _form.GetPassphrase(), _server.Now)))
            {
                Begin(exchange, HttpStatus.InternalServerError, SetupComplaint.NotKept);
            }
            else
            {
                if (keepsNetwork)
                {
                    _network.Restart(_server.Now);
                }

                _host = settings.Host;
                Begin(exchange, HttpStatus.Ok, Done);
            }
        }

        /// <summary>Takes the password, or takes it away. Its hash takes the board about a second, which nobody else waits for at a setup.</summary>
        private bool SetPassword(Settings settings)
        {
            int count = _form.PasswordCount;
            if (count > 0 && (_form.RemovesPassword || !PasswordHash.IsPassword(_form.Password, 0, count)))
            {
                return false;
            }

            byte[] hash = Encoding.UTF8.GetBytes(count > 0 ? PasswordHash.Create(_form.Password, count, PasswordCost.Iterations).ToString() : "");
            return settings.Set("password", hash, 0, hash.Length);
        }

        private static void Begin(Exchange exchange, int status, int outcome)
        {
            Response response = exchange.Response;
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
