namespace Nano.Web.Http
{
    /// <summary>One request and its response, as a resource sees them.</summary>
    public sealed partial class Exchange
    {
        internal const int MaximumValues = 4;

        private readonly short[] _values = new short[MaximumValues * 2];

        // Fields, because the session reads them several times for every request.
        internal readonly Request _request;
        internal readonly Response _response;
        internal OriginVerdict _origin;
        internal int _position;

        internal Exchange(int slot, Request request, Response response)
        {
            Slot = slot;
            _request = request;
            _response = response;
        }

        /// <summary>The number of the connection's slot, 0 to the server's slots less one: an index for a resource's own fixed state.</summary>
        public int Slot { get; }

        /// <summary>The client's IPv4 address, its first byte the most significant; 0 when it is not known, and where the server has no gate.</summary>
        public int Address { get; internal set; }

        /// <summary>The request.</summary>
        public Request Request => _request;

        /// <summary>The response.</summary>
        public Response Response => _response;

        /// <summary>Which page sends the request, as <see cref="HttpService.Origins"/> judges it; <see cref="OriginVerdict.Same"/> where it need not be judged.</summary>
        public OriginVerdict Origin => _origin;

        /// <summary>How far the resource has got with its content. 0 when the request arrives; otherwise the resource's own affair, as the next two.</summary>
        public int Position
        {
            get => _position;
            set => _position = value;
        }

        /// <summary>Where its content ends. Position and end are the content's place in the buffer when a <see cref="RequestHandler"/> is called.</summary>
        public int End { get; set; }

        /// <summary>What it has decided on for this exchange.</summary>
        public int Choice { get; set; }

        /// <summary>
        /// Whether a response without an end, such as a stream of events, has to end now: the server stops, or the stream's
        /// <see cref="HttpOptions.StreamLifetime"/> is over. A resource that streams asks in <see cref="Resource.OnWritable"/>.
        /// </summary>
        public bool MustEnd => _response._service._isStopping || (_request._flags & RequestFlags.Expired) != 0;

        /// <summary>Finds what stands in the path for the n-th {name} of the route, still percent-encoded.</summary>
        /// <param name="index">0 for the first.</param>
        /// <param name="offset">Where it begins in the request's buffer.</param>
        /// <param name="count">Its length.</param>
        public void GetValue(int index, out int offset, out int count)
        {
            offset = _values[index * 2];
            count = _values[index * 2 + 1];
        }

        internal void SetValue(int index, int offset, int count)
        {
            _values[index * 2] = (short)offset;
            _values[index * 2 + 1] = (short)count;
        }
    }
}
