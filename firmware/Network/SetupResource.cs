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

        // What an exchange is answered with, twice, and 1 more in Chinese: the form, with or without complaint, or that all is well.
        private const int Form = 0;
        internal const int NotKept = -1;
        internal const int Done = -2;

        // Behind those of CredentialsError: what is wrong with a setting, and then with the pins.
        internal const int SettingWrong = 100;
        internal const int PinsWrong = 200;
        internal const int PasswordWrong = 300;

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
            _saver = new SetupSaver(network, file, form);
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

                Begin(exchange, HttpStatus.Ok, Form);
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
                    _page.WriteForm(writer, exchange.Position, isChinese, Complaint(outcome, isChinese), outcome != Form);
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
                Begin(exchange, outcome == Done ? HttpStatus.Ok : outcome == NotKept ? HttpStatus.InternalServerError : HttpStatus.UnprocessableContent, outcome);
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

        private static string Complaint(int outcome, bool isChinese)
        {
            switch (outcome)
            {
                case NotKept: return isChinese ? "开发板未能保存，请重试。" : "The board could not keep this. Please try again.";
                case (int)CredentialsError.NameMissing: return isChinese ? "请选择或填写一个网络。" : "Please choose a network, or name it.";
                case (int)CredentialsError.NameTooLong: return isChinese ? "网络名称最多 32 字节。" : "A network's name has at most 32 bytes.";
                case (int)CredentialsError.NameInvalid: return isChinese ? "网络名称不能包含这些字符。" : "A network's name cannot have these characters.";
                case (int)CredentialsError.PassphraseTooShort: return isChinese ? "网络密码至少 8 个字符。" : "The password has at least 8 characters.";
                case (int)CredentialsError.PassphraseTooLong: return isChinese ? "网络密码最多 63 个字符。" : "The password has at most 63 characters.";
                case (int)CredentialsError.PassphraseInvalid: return isChinese ? "网络密码只能包含不带重音的字母、数字、空格和符号。" : "The password can have letters without accents, digits, spaces and signs only.";
                case SettingWrong: return isChinese ? "开发板名称为 1 至 32 字节，不含控制字符。" : "The board's name has 1 to 32 bytes, none of them a control character.";
                case SettingWrong + 1: return isChinese ? "网络中的名称最多 32 个字符，只能是 a-z、0-9 和 -。" : "The name in the network has at most 32 of a-z, 0-9 and -.";
                case SettingWrong + 2: return isChinese ? "采样间隔为 20 至 60000 毫秒。" : "The time between samples is 20 to 60000 ms.";
                case SettingWrong + SetupPage.Reading: return isChinese ? "查看权限为 0（知道密码的人）或 1（所有人）。" : "Who may look is 0, who has the password, or 1, everybody.";
                case PasswordWrong: return isChinese ? "开发板密码最多 64 字节，不含 NUL。请填写密码，或选择不使用密码。" : "The board's password has at most 64 bytes, none of them NUL. Give one, or have none.";
                case PinsWrong + (int)PinError.Malformed: return isChinese ? "引脚写作 led:2 这样的词，以单个空格分隔；led、relay、button 之后可加 :low，button 之后可加 :up。" : "Pins are words such as led:2 with single spaces between; :low may follow for led, relay and button, :up for button.";
                case PinsWrong + (int)PinError.UnknownChannel: return isChinese ? "只有 led、relay、button、pot、light 和 temperature 有引脚。" : "Only led, relay, button, pot, light and temperature have pins.";
                case PinsWrong + (int)PinError.DuplicateChannel: return isChinese ? "每个通道的引脚只能填写一次。" : "Each channel is named once among the pins.";
                case PinsWrong + (int)PinError.OutOfRange: return isChinese ? "GPIO 为 0 至 48，ADC 通道为 0 至 19。" : "A GPIO is 0 to 48, an ADC channel 0 to 19.";
                case PinsWrong + (int)PinError.Taken: return isChinese ? "两个通道不能共用一个引脚。" : "Two channels cannot share a pin.";
                default: return null;
            }
        }
    }
}
