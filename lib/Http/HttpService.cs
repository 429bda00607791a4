using System;
using System.Text;
using Nano.Web.Json;

namespace Nano.Web.Http
{
    /// <summary>
    /// What all HTTP sessions of a server share: the routes to its resources, the policies and the gate that requests have to pass, the fields of every
    /// response, limits and statistics. It refuses what needs no resource to be refused.
    /// </summary>
    public sealed class HttpService
    {
        // Fields, because sessions read them, which have none of their own.
        internal readonly HttpOptions _options;
        internal readonly HttpStatistics _statistics;
        internal Gate _gate;
        internal bool _isStopping;

        // Whether the transport ends the connections of clients that have vanished.
        internal bool _noticesLoss;
        internal bool _isSecure;
        internal readonly DateField _date = new DateField();

        // The field line that announces the idle time-out in seconds; null when it is shorter than one.
        internal readonly byte[] _keepAlive;

        // Field lines that every response has; null for none.
        internal byte[] _fields;
        internal readonly KeptFields _keptFields = new KeptFields();

        private JsonReader _jsonReader;
        private JsonWriter _jsonWriter;
        private BasicCredentials _credentials;

        // What sends a slot's file; null until a file is sent, and in places without one.
        private FileSender[] _senders;
        internal FileStore _files;

        /// <summary>Makes a service without routes.</summary>
        /// <param name="options">The sizes, limits and times of its sessions.</param>
        /// <exception cref="ArgumentException">A size or time is out of its range.</exception>
        public HttpService(HttpOptions options)
            : this(options, new HttpStatistics())
        {
            options.CheckHttp();
        }

        internal HttpService(HttpOptions options, HttpStatistics statistics)
        {
            _options = options;
            _statistics = statistics;
            Router = new Router(options.MaximumRoutes);
            if (options.IdleTimeout >= 1000)
            {
                _keepAlive = Encoding.UTF8.GetBytes("Keep-Alive: timeout=" + (options.IdleTimeout / 1000).ToString() + "\r\n");
            }
        }

        /// <summary>What its sessions have counted.</summary>
        public HttpStatistics Statistics => _statistics;

        /// <summary>
        /// Where GET and HEAD for hosts that are not allowed are redirected (RFC 9110 section 15.4.3), as by a captive portal; null, the default, refuses
        /// them with 421. No other method is redirected, and no content is sent, so that <see cref="Hosts"/> protects against DNS rebinding as before.
        /// </summary>
        public string Portal { get; set; }

        /// <summary>The hosts that requests may ask for; others are answered 421. Null, the default, lets all pass.</summary>
        public HostPolicy Hosts { get; set; }

        /// <summary>
        /// The origins whose pages may send what is not safe (RFC 9110 section 9.2.1) and open WebSockets; others are answered 403. By default the
        /// service's own. Null lets all pass.
        /// </summary>
        public OriginPolicy Origins { get; set; } = new OriginPolicy();

        /// <summary>Decides who may do what; null, the default, admits every request.</summary>
        public Gate Gate
        {
            get => _gate;
            set => _gate = value;
        }

        /// <summary>Whether connections cannot be read on the way: then an origin of the plain scheme is never the service's own. Default false.</summary>
        public bool IsSecure
        {
            get => _isSecure;
            set => _isSecure = value;
        }

        /// <summary>
        /// Whether the service stops: each session ends with the response it is writing, and none is turned over to another protocol.
        /// Default false. Any thread may set it.
        /// </summary>
        public bool IsStopping
        {
            get => _isStopping;
            set => _isStopping = value;
        }

        /// <summary>The reader of requests' content, made when a route with content is mapped.</summary>
        internal JsonReader JsonReader => _jsonReader ?? (_jsonReader = new JsonReader());

        /// <summary>The writer of responses, made when the first route is mapped to a handler.</summary>
        internal JsonWriter JsonWriter => _jsonWriter ?? (_jsonWriter = new JsonWriter());

        /// <summary>The reader of credentials, made when the first request is asked for some.</summary>
        internal BasicCredentials Credentials => _credentials ?? (_credentials = new BasicCredentials(128));

        /// <summary>The resources by path.</summary>
        public Router Router { get; }

        /// <summary>Has requests for some paths be refused in JSON; null, the default, refuses all with a line of text.</summary>
        public RefusalFormat Refusals { get; set; }

        /// <summary>Has every response carry a field. The send buffer must have room for them beside each response's own.</summary>
        /// <param name="name">A token.</param>
        /// <param name="value">Text without control characters.</param>
        /// <exception cref="ArgumentException">The name is no token, or the value has control characters.</exception>
        public void AddField(string name, string value)
        {
            AddField(name, value, int.MaxValue);
        }

        /// <summary>Has every response carry a field, if all such fields together have no more bytes than a maximum.</summary>
        internal void AddField(string name, string value, int maximum)
        {
            byte[] line = Encoding.UTF8.GetBytes(name + ": " + value + "\r\n");
            CheckField(name, line);
            byte[] fields = new byte[(_fields == null ? 0 : _fields.Length) + line.Length];
            if (fields.Length > maximum)
            {
                throw new ArgumentException("The fields of every response have " + fields.Length.ToString() + " bytes, which leaves a response too little of the send buffer: raise ServerOptions.SendBuffer.");
            }

            if (_fields != null)
            {
                Array.Copy(_fields, fields, _fields.Length);
            }

            Array.Copy(line, 0, fields, fields.Length - line.Length, line.Length);
            _fields = fields;
        }

        /// <summary>Maps a method of a path to a handler.</summary>
        /// <param name="method">GET, which brings HEAD with it, POST, PUT, DELETE or PATCH.</param>
        /// <param name="template">The path, see <see cref="Router.Map"/>. Each of its methods may have a handler.</param>
        /// <param name="handler">Answers the requests.</param>
        /// <returns>The path's resource.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the method of the path has a handler or a resource.</exception>
        internal Resource Map(RequestMethod method, string template, RequestHandler handler)
        {
            // Made now: requests make no objects.
            JsonWriter.Begin(null);
            if (method != RequestMethod.Get)
            {
                JsonReader.Begin(new byte[0], 0, 0);
            }

            if (Router.FindResource(template) is HandlerResource known)
            {
                known.Add(method, handler);
                return known;
            }

            HandlerResource resource = new HandlerResource(method, handler);
            Router.Map(template, resource);
            return resource;
        }

        /// <summary>What sends a slot's file.</summary>
        internal FileSender GetSender(int slot)
        {
            if (_senders == null || slot >= _senders.Length)
            {
                FileSender[] senders = new FileSender[slot + 1];
                for (int i = 0; _senders != null && i < _senders.Length; i++)
                {
                    senders[i] = _senders[i];
                }

                _senders = senders;
            }

            if (_senders[slot] == null)
            {
                if (_files == null)
                {
                    throw new InvalidOperationException("An HttpService without a server has no files.");
                }

                _senders[slot] = new FileSender(_files);
            }

            return _senders[slot];
        }

        /// <summary>Whether a slot's file is being sent.</summary>
        internal bool IsSending(int slot)
        {
            return _senders != null && slot < _senders.Length && _senders[slot] != null && _senders[slot].IsOpen;
        }

        /// <summary>Closes a slot's file, when it has one.</summary>
        internal void CloseSender(int slot)
        {
            if (_senders != null && slot < _senders.Length && _senders[slot] != null)
            {
                _senders[slot].Close();
            }
        }

        /// <summary>
        /// Has its sessions keep request fields of a name that is none of <see cref="FieldName"/>, so that resources can read them with
        /// <see cref="Request.TryGetField(string, out int, out int)"/>. Other fields are skipped as they arrive and take no buffer.
        /// </summary>
        /// <param name="lowercaseName">A token in lower case.</param>
        /// <exception cref="ArgumentException">It is no token in lower case.</exception>
        public void KeepField(string lowercaseName)
        {
            _keptFields.Add(lowercaseName);
        }

        /// <summary>Throws when a field line is malformed (RFC 9110 section 5).</summary>
        private static void CheckField(string name, byte[] line)
        {
            bool isValid = name.Length > 0;
            int count = line.Length - 2;
            for (int i = 0; i < count; i++)
            {
                isValid &= i < name.Length ? (CharacterClass.Table[line[i]] & CharacterClass.Token) != 0 : line[i] >= ' ' && line[i] != 127;
            }

            if (!isValid)
            {
                throw new ArgumentException("A field has a token for a name and a value without control characters, not " + name + ".");
            }
        }

        /// <summary>Tells the service the date, for the Date field of responses (RFC 9110 section 6.6.1). A year before 2026 is that of a clock that has not been set: then there is no field.</summary>
        /// <param name="ticks">The time in UTC, in units of 100 ns as <see cref="DateTime.Ticks"/> counts them.</param>
        public void SetDate(long ticks)
        {
            _date.Update(ticks);
        }

        /// <summary>Answers what needs no resource: unknown paths and methods, OPTIONS and encoded content (RFC 9110 sections 9.1, 9.3.7, 15.5.6, 15.5.16).</summary>
        /// <returns>False when the resource has to answer.</returns>
        internal bool RefuseMethod(Exchange exchange, Resource resource)
        {
            Request request = exchange._request;
            Response response = exchange._response;
            RequestMethod method = request.Method;
            bool isAsterisk = request._buffer[request.PathOffset] == '*';
            if (method == RequestMethod.Unknown)
            {
                response.Begin(HttpStatus.NotImplemented);
                response.EndWith("This server does not know that method.");
            }
            else if (resource == null && !isAsterisk)
            {
                response.Begin(HttpStatus.NotFound);
                response.EndWith("There is nothing at this path.");
            }
            else if (method == RequestMethod.Options)
            {
                response.Begin(HttpStatus.NoContent);
                RequestMethod methods = isAsterisk ? (RequestMethod)(-1) : resource.Methods;
                response.AddAllow(methods);
                if (response.IsShared)
                {
                    response.AddPreflight(methods);
                }

                response.BeginContent(0);
                response.End();
            }
            else if ((resource.Methods & method) == 0)
            {
                response.Begin(HttpStatus.MethodNotAllowed);
                response.AddAllow(resource.Methods);
                response.EndWith("This path does not allow that method.");
            }
            else if (request.ContentLength != 0 && request.HasContentCoding)
            {
                response.Begin(HttpStatus.UnsupportedMediaType);
                response.AddField("Accept-Encoding", "identity");
                response.EndWith("Send content without Content-Encoding.");
            }
            else if (_isStopping && resource.Upgrades)
            {
                // Nobody would close the connection any more.
                response.Begin(HttpStatus.ServiceUnavailable);
                response.AddField("Retry-After", 5);
                response.EndWith("The server stops.");
            }
            else
            {
                return false;
            }

            return true;
        }

        /// <summary>Answers a request for a host that is not allowed (RFC 9110 section 15.5.20).</summary>
        /// <returns>False when the host is allowed, and nothing is answered.</returns>
        internal bool RefuseHost(Exchange exchange, Resource resource)
        {
            if (Hosts == null || (resource != null && resource.AnyHost) || Hosts.Allows(exchange._request))
            {
                return false;
            }

            RequestMethod method = exchange._request.Method;
            if (Portal != null && (method == RequestMethod.Get || method == RequestMethod.Head))
            {
                exchange._response.Redirect(HttpStatus.Found, Portal);
                return true;
            }

            _statistics.HostsRefused++;
            Share(exchange);
            exchange._response.Begin(HttpStatus.MisdirectedRequest);
            exchange._response.EndWith("This server does not go by that name. Use its address, or allow the name.");
            return true;
        }

        /// <summary>Lets a page of an allowed origin read a response that is about to begin, when nothing has judged the request's origin yet.</summary>
        internal void Share(Exchange exchange)
        {
            Request request = exchange._request;
            if (Origins != null && request.TryGetField(FieldName.Origin, out int offset, out int count) && Origins.Judge(request, _isSecure) == OriginVerdict.Allowed)
            {
                exchange._response.Share(offset, count);
            }
        }

        /// <summary>Answers an unsafe request from a page of an origin that is not allowed. Whether such a page may open a WebSocket, its handler decides.</summary>
        /// <returns>False when the request may go on, and nothing is answered.</returns>
        internal bool RefuseOrigin(Exchange exchange, Resource resource)
        {
            Request request = exchange._request;
            bool isUnsafe = (request.Method & RequestMethod.Unsafe) != 0;
            bool hasOrigin = request.TryGetField(FieldName.Origin, out int offset, out int count);
            if (Origins == null || !(isUnsafe || hasOrigin || (resource != null && resource.Upgrades)))
            {
                return false;
            }

            OriginVerdict origin = Origins.Judge(request, _isSecure);
            exchange._origin = origin;
            if (origin == OriginVerdict.Allowed)
            {
                exchange._response.Share(offset, count);
            }

            if (origin != OriginVerdict.Foreign || !isUnsafe)
            {
                return false;
            }

            _statistics.OriginsRefused++;
            Origins.Refuse(request, exchange._response);
            return true;
        }
    }
}
