using Nano.Web.Http;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Takes content by PUT and POST and answers with it, and how many pieces it came in: <c>2 hello</c>.</summary>
    internal sealed class UploadResource : Resource
    {
        private readonly bool _wantsWhole;
        private readonly string[] _content = new string[65];
        private readonly int[] _pieces = new int[65];

        public UploadResource(bool wantsWhole = false)
            : base(RequestMethod.Put | RequestMethod.Post)
        {
            _wantsWhole = wantsWhole;
        }

        /// <summary>How many requests have begun.</summary>
        public int Begun;

        /// <summary>How many were whole.</summary>
        public int Completed;

        /// <inheritdoc/>
        public override bool WantsWholeContent => _wantsWhole;

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Begun++;
            _content[exchange.Slot] = "";
            _pieces[exchange.Slot] = 0;
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            _pieces[exchange.Slot]++;
            _content[exchange.Slot] += Bytes.Text(buffer, offset, count);
            if (last)
            {
                Completed++;
                exchange.Response.Send(HttpStatus.Ok, "text/plain", _pieces[exchange.Slot] + " " + _content[exchange.Slot]);
            }
        }
    }
}
