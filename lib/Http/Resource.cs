using System;

namespace Nano.Web.Http
{
    /// <summary>
    /// What a path stands for. A resource serves all connections, so what it remembers of one exchange it keeps under
    /// <see cref="Exchange.Slot"/>, or in <see cref="Exchange.Position"/> and the numbers beside it.
    /// </summary>
    public abstract class Resource
    {
        /// <summary>Makes a resource.</summary>
        /// <param name="methods">The methods it allows; GET brings HEAD with it. Others are answered 405 with Allow.</param>
        /// <exception cref="ArgumentException">There are none, and so the resource could answer nothing.</exception>
        protected Resource(RequestMethod methods)
        {
            if (methods == RequestMethod.Unknown)
            {
                throw new ArgumentException("A resource allows one method at least.");
            }

            Methods = (methods & RequestMethod.Get) != 0 ? methods | RequestMethod.Head : methods;
        }

        /// <summary>The methods it allows. OPTIONS is answered for every resource.</summary>
        public RequestMethod Methods { get; private set; }

        /// <summary>What a client needs to be answered, where the server has a gate. Methods that are not safe need <see cref="Right.Control"/> even so, unless this is <see cref="Right.None"/>.</summary>
        public Right Right { get; set; } = Right.Read;

        /// <summary>Whether it answers whatever host it is asked for by, as what catches the requests to others must.</summary>
        public bool AnyHost { get; set; }

        /// <summary>
        /// Whether <see cref="OnContent"/> wants a request's whole content at once. It must then fit the receive buffer
        /// behind the request's head; what does not is answered 413.
        /// </summary>
        public virtual bool WantsWholeContent => false;

        /// <summary>Whether a GET of its path turns the connection over to another protocol (RFC 9110 section 7.8), as <see cref="Response.SwitchProtocols"/> does.</summary>
        internal virtual bool Upgrades => false;

        /// <summary>Allows another method.</summary>
        internal void Allow(RequestMethod method)
        {
            Methods |= method;
        }

        /// <summary>A request's head has arrived. Answer now, or when its content has come.</summary>
        /// <param name="exchange">The request, and its response.</param>
        public abstract void OnRequest(Exchange exchange);

        /// <summary>A piece of the request's content has arrived. Not called once the response has begun: what is left is then skipped.</summary>
        /// <param name="exchange">The exchange.</param>
        /// <param name="buffer">Holds the piece, until this returns.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length; 0 only with <paramref name="last"/>.</param>
        /// <param name="last">Whether the content ends with it: answer now, or later in <see cref="OnWritable"/>.</param>
        public virtual void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
        }

        /// <summary>There is room for more of a response that has not been ended.</summary>
        /// <param name="exchange">The exchange, whose <see cref="Response.Room"/> is not 0.</param>
        public virtual void OnWritable(Exchange exchange)
        {
        }

        /// <summary>
        /// The request's content will never be whole, and no response has begun: the client has left, took too long or sent what is malformed. Where the client is
        /// still there it is answered with 4xx.
        /// </summary>
        /// <param name="exchange">The exchange.</param>
        public virtual void OnAbandoned(Exchange exchange)
        {
        }

        /// <summary>The connection has ended before a response that had begun was whole. Nothing can be written any more.</summary>
        /// <param name="exchange">The exchange.</param>
        public virtual void OnAborted(Exchange exchange)
        {
        }
    }
}
