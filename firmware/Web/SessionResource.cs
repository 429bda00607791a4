using System;
using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Messages;
using Nano.Web.Http;
using Nano.Web.Json;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// /api/session: GET tells whether there is a password and what the client may do, POST with {"password":"…"} or a form signs in,
    /// DELETE signs out.
    /// </summary>
    internal sealed class SessionResource : Resource
    {
        /// <summary>The longest content in bytes: a password of escapes, and room for what else a form may have.</summary>
        public const int MaximumContent = 512;

        private static readonly byte[] s_password = Encoding.UTF8.GetBytes("password");
        private static readonly byte[] s_json = Encoding.UTF8.GetBytes("application/json");

        private readonly WebContext _context;

        // Null without a password: then nobody signs in.
        private readonly PasswordForm _form;
        private readonly FormReader _reader;

        public SessionResource(WebContext context)
            : base(RequestMethod.Get | RequestMethod.Post | RequestMethod.Delete)
        {
            _context = context;
            if (context.Gate != null)
            {
                _form = new PasswordForm();
                _reader = new FormReader(_form, 64);
            }

            Right = Right.None;
        }

        /// <inheritdoc/>
        public override bool WantsWholeContent => true;

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            AccessGate gate = _context.Gate;
            if (request.Method == RequestMethod.Delete)
            {
                SignOut(exchange);
            }
            else if (request.Method != RequestMethod.Post || gate == null)
            {
                SendRight(exchange, gate == null ? Right.Control : gate.GetRight(exchange.Slot), Sessions.None);
            }
            else if (request.ContentLength > MaximumContent)
            {
                AccessAnswer.Send(exchange, ProtocolError.TooLong, 0);
            }
            else if (!IsJson(request) && !_reader.Begin(request))
            {
                AccessAnswer.Send(exchange, ProtocolError.UnsupportedType, 0);
            }
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            if (count > MaximumContent)
            {
                Array.Clear(buffer, offset, count);
                AccessAnswer.Send(exchange, ProtocolError.TooLong, 0);
                return;
            }

            bool isRead = IsJson(exchange.Request) ? ReadJson(buffer, offset, count) : ReadForm(exchange.Request, buffer, offset, count);
            if (!isRead)
            {
                Array.Clear(buffer, offset, count);
                _form.Clear();
                AccessAnswer.Send(exchange, ProtocolError.Malformed, 0);
                return;
            }

            // There it stays until it has been looked at, which may take several turns; what is too long is as wrong as any other.
            int length = _form.Count;
            Array.Copy(_form.Password, 0, buffer, offset, length);
            Array.Clear(buffer, offset + length, count - length);
            _form.Clear();
            exchange.Position = offset;
            exchange.End = offset + length;
            Answer(exchange, _context.Gate.Secrets.Begin(exchange.Slot, exchange.Address, buffer, offset, length, _context.Server.Now));
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            if (!exchange.Response.HasBegun)
            {
                int offset = exchange.Position;
                Answer(exchange, _context.Gate.Secrets.Continue(exchange.Slot, exchange.Address, exchange.Request.Buffer, offset, exchange.End - offset, _context.Server.Now));
            }
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            if (exchange.End > exchange.Position)
            {
                Array.Clear(exchange.Request.Buffer, exchange.Position, exchange.End - exchange.Position);
            }
        }

        private void Answer(Exchange exchange, SecretOutcome outcome)
        {
            AccessGate gate = _context.Gate;
            long now = _context.Server.Now;
            switch (outcome)
            {
                case SecretOutcome.Pending:
                    return;

                case SecretOutcome.Read:
                case SecretOutcome.Control:
                    // A browser that signs in again forgets the cookie it has sent: nobody could end its session any more.
                    int former = gate.Sessions.Find(exchange.Request, now);
                    if (former != Sessions.None)
                    {
                        gate.Sessions.End(former, AccessGate.SignedOut);
                    }

                    Right right = outcome == SecretOutcome.Control ? Right.Control : Right.Read;
                    SendRight(exchange, right, gate.Sessions.Begin(right, now));
                    break;

                case SecretOutcome.Throttled:
                    AccessAnswer.Send(exchange, ProtocolError.TooManyAttempts, gate.Secrets.RetryAfter(exchange.Address, now));
                    break;

                case SecretOutcome.Busy:
                    AccessAnswer.Send(exchange, ProtocolError.Busy, 1);
                    break;

                default:
                    AccessAnswer.Send(exchange, ProtocolError.WrongPassword, 0);
                    break;
            }

            Array.Clear(exchange.Request.Buffer, exchange.Position, exchange.End - exchange.Position);
            exchange.End = exchange.Position;
        }

        private void SignOut(Exchange exchange)
        {
            AccessGate gate = _context.Gate;
            Response response = exchange.Response;
            int session = gate == null ? Sessions.None : gate.Sessions.Find(exchange.Request, _context.Server.Now);
            if (session != Sessions.None)
            {
                gate.Sessions.End(session, AccessGate.SignedOut);
            }

            response.Begin(HttpStatus.NoContent);
            response.AddField("Cache-Control", "no-store");
            gate?.Sessions.ClearCookie(response, _context.Server.IsSecure);
            response.BeginContent(0);
            response.End();
        }

        private void SendRight(Exchange exchange, Right right, int session)
        {
            Response response = exchange.Response;
            ByteWriter content = _context.Content;
            content.Clear();
            content.WriteText(_context.Gate != null ? "{\"password\":true" : "{\"password\":false");
            content.WriteText(right >= Right.Read ? ",\"read\":true" : ",\"read\":false");
            content.WriteText(right == Right.Control ? ",\"control\":true}\n" : ",\"control\":false}\n");

            response.Begin(HttpStatus.Ok);
            response.AddField("Content-Type", "application/json");
            response.AddField("Cache-Control", "no-store");
            if (session != Sessions.None)
            {
                _context.Gate.Sessions.SetCookie(response, session, _context.Server.IsSecure);
            }

            response.BeginContent(content.Count);
            response.Write(content.Buffer, 0, content.Count);
            response.End();
        }

        private static bool IsJson(Request request)
        {
            if (!request.TryGetField(FieldName.ContentType, out int offset, out int count))
            {
                return false;
            }

            // Parameters, such as a charset that JSON does not have, do not matter.
            int length = 0;
            while (length < count && request.Buffer[offset + length] != ';' && request.Buffer[offset + length] > ' ')
            {
                length++;
            }

            return Ascii.EqualsIgnoreCase(request.Buffer, offset, length, s_json);
        }

        /// <summary>Reads an object with one member password, and others that do not matter.</summary>
        private bool ReadJson(byte[] buffer, int offset, int count)
        {
            TokenReader json = _context.Dispatcher.Json;
            _form.Clear();
            json.Begin(buffer, offset, count);
            bool isValid = json.Read() == JsonToken.BeginObject;
            while (isValid && json.Read() == JsonToken.Name)
            {
                bool isPassword = json.IsString(s_password);
                json.Read();
                if (isPassword)
                {
                    isValid = json.Token == JsonToken.String && _form.Take(json);
                }

                isValid = isValid && json.Skip();
            }

            return isValid && json.Token == JsonToken.EndObject && json.Read() == JsonToken.End && _form.HasPassword;
        }

        private bool ReadForm(Request request, byte[] buffer, int offset, int count)
        {
            _form.Clear();
            return _reader.Begin(request) && _reader.Read(buffer, offset, count, true) && _form.HasPassword;
        }
    }
}
