using System;
using Nano.Web.Json;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    // Responses in one call, as handlers of routes send them. Each begins with 200, unless Begin has begun another status.
    public sealed partial class Response
    {
        private static readonly string s_plainText = "text/plain; charset=utf-8";
        private static readonly string s_json = "application/json";

        /// <summary>Sends a text as text/plain, with the status that <see cref="Begin"/> has begun, or 200.</summary>
        /// <param name="text">The text, of any length.</param>
        public void SendText(string text)
        {
            Send(s_plainText, text);
        }

        /// <summary>Sends a text of some media type, with the status that <see cref="Begin"/> has begun, or 200.</summary>
        /// <param name="contentType">The media type, with its charset, such as <c>text/html; charset=utf-8</c>.</param>
        /// <param name="text">The text, of any length. It is sent in UTF-8.</param>
        public void Send(string contentType, string text)
        {
            Send(_phase == Phase.Idle ? HttpStatus.Ok : _status, contentType, text);
        }

        /// <summary>Sends the client to another address, which it gets with GET: 303 (RFC 9110 section 15.4.4).</summary>
        /// <param name="location">A path or URI, percent-encoded.</param>
        public void Redirect(string location)
        {
            Redirect(HttpStatus.SeeOther, location);
        }

        /// <summary>Begins a response in JSON, with the status that <see cref="Begin"/> has begun, or 200. <see cref="EndJson"/> sends it.</summary>
        /// <returns>The writer, the same for all responses, so that it is not to be kept. The text must fit the send buffer beside the head.</returns>
        public JsonWriter BeginJson()
        {
            Start(_phase == Phase.Idle ? HttpStatus.Ok : _status);
            AddField("Content-Type", s_json);
            JsonWriter writer = _service.JsonWriter;
            writer.Begin(BeginBody());
            return writer;
        }

        /// <summary>Sends the response that <see cref="BeginJson"/> has begun.</summary>
        /// <exception cref="InvalidOperationException">The text is not whole, or does not fit the send buffer.</exception>
        public void EndJson()
        {
            _service.JsonWriter.End();
            EndBody();
        }

        /// <summary>Sends a response in JSON, with the status that <see cref="Begin"/> has begun, or 200.</summary>
        /// <param name="content">Writes the text, which must fit the send buffer beside the head.</param>
        public void SendJson(JsonContent content)
        {
            content(BeginJson());
            EndJson();
        }

        /// <summary>Adds a cookie that scripts cannot read and other sites cannot use (RFC 6265): HttpOnly, SameSite=Strict, Path=/, and Secure where the server speaks TLS.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">Visible ASCII without quotes, commas, semicolons and backslashes.</param>
        /// <param name="maximumAge">How long it lives in seconds; 0 deletes it, less than 0 leaves it to the browser's session.</param>
        /// <exception cref="InvalidOperationException">No status has been begun, or content.</exception>
        /// <exception cref="ArgumentException">Name or value have other characters.</exception>
        public void SetCookie(string name, string value, int maximumAge)
        {
            CheckCookie(name, CharacterClass.Token);
            CheckCookie(value, 0);
            Cookie.WriteTo(BeginField("Set-Cookie"), name, value, maximumAge, _service._isSecure);
            EndField();
        }

        /// <summary>Asks for credentials by the Basic scheme: 401 (RFC 7617).</summary>
        /// <param name="realm">What they are for, as a browser shows it: ASCII without quotes and backslashes.</param>
        public void Challenge(string realm)
        {
            Begin(HttpStatus.Unauthorized);
            AddField("WWW-Authenticate", "Basic realm=\"" + realm + "\", charset=\"UTF-8\"");
            EndWith("Sign in.");
        }

        /// <summary>Throws when a handler has neither sent a response nor begun to send one that goes on by itself.</summary>
        internal void CheckAnswered(int slot)
        {
            if (_phase != Phase.Complete && _text == null && !_service.IsSending(slot))
            {
                throw new InvalidOperationException(_phase == Phase.Idle ? "The handler has sent no response." : "The handler has begun a response and not ended it.");
            }
        }

        private static void CheckCookie(string text, byte characters)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                bool isValid = c > ' ' && c < 127 && (characters == 0 ? c != '"' && c != ',' && c != ';' && c != '\\' : (CharacterClass.Table[c] & characters) != 0);
                if (!isValid)
                {
                    throw new ArgumentException("A cookie has a token for a name, and a value of visible ASCII without quotes, commas, semicolons and backslashes.");
                }
            }
        }
    }
}
