using System;
using Nano.Web.Http;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Throws where it is told to.</summary>
    internal sealed class FaultyResource : Resource
    {
        private readonly string _where;

        public FaultyResource(string where)
            : base(RequestMethod.Get | RequestMethod.Put)
        {
            _where = where;
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Reach("request");
            if (_where == "memory")
            {
                throw new OutOfMemoryException();
            }

            if (_where == "begun")
            {
                exchange.Response.Begin(HttpStatus.Ok);
                Reach("begun");
            }
            else if (_where == "head")
            {
                exchange.Response.Begin(HttpStatus.Ok);
                exchange.Response.AddField("X", Bytes.Repeat("v", 2000));
                exchange.Response.BeginContent(0);
            }
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            Reach("content");
            if (last)
            {
                exchange.Response.Begin(HttpStatus.Ok);
                exchange.Response.BeginContent(5);
            }
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Reach("writable");
            if (_where == "aborted")
            {
                return;
            }

            exchange.Response.Write(Bytes.Of("hello"), 0, 5);
            exchange.Response.End();
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            Reach("aborted");
        }

        private void Reach(string place)
        {
            if (_where == place)
            {
                throw new InvalidOperationException(place);
            }
        }
    }
}
