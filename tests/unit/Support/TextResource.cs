using Nano.Web.Http;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Answers every request with the same text.</summary>
    internal sealed class TextResource : Resource
    {
        private readonly string _text;

        public TextResource(string text, RequestMethod methods = RequestMethod.Get)
            : base(methods)
        {
            _text = text;
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            exchange.Response.Send(HttpStatus.Ok, "text/plain", _text);
        }
    }
}
