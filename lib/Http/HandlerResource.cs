using System;

namespace Nano.Web.Http
{
    /// <summary>A path whose methods are answered by delegates.</summary>
    internal sealed class HandlerResource : Resource
    {
        private RequestHandler _get;
        private RequestHandler _post;
        private RequestHandler _put;
        private RequestHandler _delete;
        private RequestHandler _patch;

        /// <summary>Makes the resource of a path with its first method.</summary>
        /// <param name="method">One method.</param>
        /// <param name="handler">What answers it.</param>
        public HandlerResource(RequestMethod method, RequestHandler handler)
            : base(method)
        {
            Set(method, handler);
        }

        /// <inheritdoc/>
        public override bool WantsWholeContent => true;

        /// <summary>Adds another method.</summary>
        /// <param name="method">One method.</param>
        /// <param name="handler">What answers it.</param>
        /// <exception cref="ArgumentException">The method has a handler.</exception>
        public void Add(RequestMethod method, RequestHandler handler)
        {
            if ((Methods & method) != 0)
            {
                throw new ArgumentException("The route has a handler of this method.");
            }

            Set(method, handler);
            Allow(method);
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            if ((exchange._request.Method & (RequestMethod.Get | RequestMethod.Head)) != 0)
            {
                exchange._position = 0;
                exchange.End = 0;
                _get(exchange);
                exchange._response.CheckAnswered(exchange.Slot);
            }
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            RequestMethod method = exchange._request.Method;
            RequestHandler handler = method == RequestMethod.Post ? _post : method == RequestMethod.Put ? _put : method == RequestMethod.Delete ? _delete : _patch;
            exchange._position = offset;
            exchange.End = offset + count;
            handler(exchange);
            exchange._response.CheckAnswered(exchange.Slot);
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            exchange._response._service.GetSender(exchange.Slot).Write(exchange);
        }

        /// <inheritdoc/>
        public override void OnAborted(Exchange exchange)
        {
            exchange._response._service.CloseSender(exchange.Slot);
        }

        private void Set(RequestMethod method, RequestHandler handler)
        {
            if (handler == null)
            {
                throw new ArgumentNullException("handler");
            }

            switch (method)
            {
                case RequestMethod.Get: _get = handler; break;
                case RequestMethod.Post: _post = handler; break;
                case RequestMethod.Put: _put = handler; break;
                case RequestMethod.Delete: _delete = handler; break;
                case RequestMethod.Patch: _patch = handler; break;
                default: throw new ArgumentException("A handler answers one method: GET, which brings HEAD with it, POST, PUT, DELETE or PATCH.");
            }
        }
    }
}
