using Nano.Web.Http;

namespace Nano.Bench
{
    /// <summary>A short text.</summary>
    internal sealed class HelloResource : Resource
    {
        // Made once: on nanoFramework a literal makes an object each time it is used.
        public static readonly string Type = "text/plain; charset=utf-8";
        public static readonly string Text = "hello";

        public HelloResource()
            : base(RequestMethod.Get)
        {
        }

        public override void OnRequest(Exchange exchange)
        {
            exchange.Response.Send(HttpStatus.Ok, Type, Text);
        }
    }
}
