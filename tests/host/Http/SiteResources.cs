using System.Text;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Tests.Host.Http
{
    /// <summary>Has moved to "/".</summary>
    internal sealed class RedirectResource : Resource
    {
        public RedirectResource()
            : base(RequestMethod.Get)
        {
        }

        public override void OnRequest(Exchange exchange)
        {
            exchange.Response.Redirect(HttpStatus.PermanentRedirect, "/");
        }
    }

    /// <summary>Takes content of any size in pieces and answers with its fingerprint.</summary>
    internal sealed class UploadResource : Resource
    {
        private readonly ulong[] _hashes = new ulong[64];
        private readonly ByteWriter _answer = new ByteWriter(new byte[64]);

        public UploadResource()
            : base(RequestMethod.Put | RequestMethod.Post)
        {
        }

        public override void OnRequest(Exchange exchange)
        {
            _hashes[exchange.Slot] = Site.HashStart;
        }

        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            exchange.Position += count;
            _hashes[exchange.Slot] = Site.Hash(_hashes[exchange.Slot], buffer, offset, count);
            if (last)
            {
                _answer.Clear();
                _answer.WriteNumber(exchange.Position);
                _answer.WriteText(":");
                _answer.WriteHex((int)(_hashes[exchange.Slot] >> 32), 8);
                _answer.WriteHex((int)_hashes[exchange.Slot], 8);
                exchange.Response.Begin(HttpStatus.Ok);
                exchange.Response.AddField("Content-Type", "text/plain");
                exchange.Response.BeginContent(_answer.Count);
                exchange.Response.Write(_answer.Buffer, _answer.Start, _answer.Count);
                exchange.Response.End();
            }
        }
    }

    /// <summary>Wants its content whole and gives it back in chunks.</summary>
    internal sealed class NoteResource : Resource
    {
        public NoteResource()
            : base(RequestMethod.Put)
        {
        }

        public override bool WantsWholeContent => true;

        public override void OnRequest(Exchange exchange)
        {
        }

        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            exchange.Response.KeepAlive &= exchange.Request.MinorVersion == 1;
            exchange.Response.Begin(HttpStatus.Ok);
            exchange.Response.BeginContent();
            for (int end = offset + count; offset < end; offset += 100)
            {
                exchange.Response.Write(buffer, offset, end - offset < 100 ? end - offset : 100);
            }

            exchange.Response.End();
        }
    }

    /// <summary>Says who is logged in, and as which theme he likes it.</summary>
    internal sealed class LoginResource : Resource
    {
        private static readonly byte[] s_token = Encoding.ASCII.GetBytes("abc123");
        private readonly BasicCredentials _credentials = new BasicCredentials(64);

        public LoginResource()
            : base(RequestMethod.Get)
        {
        }

        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            Response response = exchange.Response;
            if (!_credentials.TryRead(request))
            {
                response.Begin(HttpStatus.Unauthorized);
                response.AddField("WWW-Authenticate", "Basic realm=\"board\", charset=\"UTF-8\"");
                response.BeginContent(0);
                response.End();
                return;
            }

            bool hasTheme = Cookie.TryGet(request, "theme", out int offset, out int count);
            response.Begin(HttpStatus.Ok);
            Cookie.Set(response, "session", s_token, 0, s_token.Length, "/", 3600, false);
            response.BeginContent(_credentials.UserCount + 1 + _credentials.PasswordCount + (hasTheme ? 1 + count : 0));
            response.Write(_credentials.Buffer, 0, _credentials.UserCount + 1 + _credentials.PasswordCount);
            if (hasTheme)
            {
                response.Write(s_newLine, 0, 1);
                response.Write(request.Buffer, offset, count);
            }

            response.End();
        }

        private static readonly byte[] s_newLine = { (byte)'\n' };
    }
}
