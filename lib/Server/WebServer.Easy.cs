using System;
using Nano.Web.Http;
using Nano.Web.WebSockets;

namespace Nano.Web.Server
{
    // Routes by delegates, and what most servers serve: files, uploads, events, chats.
    public sealed partial class WebServer
    {
        /// <summary>The longest message of <see cref="MapWebSocket(string)"/>, in bytes.</summary>
        public const int DefaultMessage = 512;

        // A comment so often keeps a stream's client or tells that it has vanished.
        private const int PingInterval = 15000;

        private static readonly string s_noCache = "no-cache";

        /// <summary>
        /// Makes a server with the default options: on a device at all its addresses, on the desktop at 127.0.0.1, which only the same machine reaches. For another address
        /// give it a <see cref="SocketTransport"/>.
        /// </summary>
        /// <param name="port">The TCP port, 1 to 65,535, or 0 for one that is free.</param>
        public WebServer(int port)
            : this(port, new ServerOptions())
        {
        }

        /// <summary>Makes a server: on a device at all its addresses, on the desktop at 127.0.0.1.</summary>
        /// <param name="port">The TCP port, 1 to 65,535, or 0 for one that is free.</param>
        /// <param name="options">Its sizes, limits and times.</param>
        /// <exception cref="ArgumentException">A size is out of its range.</exception>
        public WebServer(int port, ServerOptions options)
            : this(new SocketTransport(DefaultAddress.Value, port), options)
        {
        }

        /// <summary>The TCP port that the server listens on, once it has been started; 0 where its transport has none.</summary>
        public int Port => _transport is SocketTransport sockets ? sockets.Port : 0;

        /// <summary>Maps GET and HEAD of a path to a handler.</summary>
        /// <param name="template">The path, such as <c>/hello/{name}</c>; see <see cref="Router.Map"/>.</param>
        /// <param name="handler">Answers the requests.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has such a route.</exception>
        public Resource MapGet(string template, RequestHandler handler)
        {
            return MapMethod(RequestMethod.Get, template, handler);
        }

        /// <summary>Maps POST of a path to a handler.</summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <param name="handler">Answers the requests, when their content has arrived.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has such a route.</exception>
        public Resource MapPost(string template, RequestHandler handler)
        {
            return MapMethod(RequestMethod.Post, template, handler);
        }

        /// <summary>Maps PUT of a path to a handler.</summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <param name="handler">Answers the requests, when their content has arrived.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has such a route.</exception>
        public Resource MapPut(string template, RequestHandler handler)
        {
            return MapMethod(RequestMethod.Put, template, handler);
        }

        /// <summary>Maps DELETE of a path to a handler.</summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <param name="handler">Answers the requests.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has such a route.</exception>
        public Resource MapDelete(string template, RequestHandler handler)
        {
            return MapMethod(RequestMethod.Delete, template, handler);
        }

        /// <summary>Maps PATCH of a path to a handler.</summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <param name="handler">Answers the requests, when their content has arrived.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has such a route.</exception>
        public Resource MapPatch(string template, RequestHandler handler)
        {
            return MapMethod(RequestMethod.Patch, template, handler);
        }

        /// <summary>Maps a path to a WebSocket by delegates, with messages of at most <see cref="DefaultMessage"/> bytes.</summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <returns>Where the delegates are set.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has a route.</exception>
        public WebSocketEvents MapWebSocket(string template)
        {
            return MapWebSocket(template, DefaultMessage);
        }

        /// <summary>Maps a path to a WebSocket by delegates.</summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <param name="maximumMessage">The longest message in bytes, 1 or more: each slot has a buffer of this size. A longer one ends its connection with 1009.</param>
        /// <returns>Where the delegates are set.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has a route, or the size is out of its range.</exception>
        public WebSocketEvents MapWebSocket(string template, int maximumMessage)
        {
            if (maximumMessage < 1)
            {
                throw new ArgumentException("A message has 1 byte at least.");
            }

            WebSocketEvents events = new WebSocketEvents(_options.Slots, maximumMessage);
            MapWebSocket(template, events);
            return events;
        }

        /// <summary>Makes a group of WebSockets for this server.</summary>
        /// <param name="policy">The treatment of slow members.</param>
        /// <param name="capacity">The bytes of the queue, 256 or more: messages that wait, and three more for each.</param>
        /// <returns>The group, for <see cref="WebSocketHandler.Group"/>.</returns>
        public WebSocketGroup CreateGroup(SlowPolicy policy, int capacity)
        {
            return new WebSocketGroup(_options.Slots, _options.SendBuffer, policy, capacity);
        }

        /// <summary>Maps a path to Server-Sent Events. A comment every 15 s tells which clients have vanished.</summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <returns>The stream, which sends the events.</returns>
        /// <exception cref="ArgumentException">The template is malformed, or the path has a route.</exception>
        public EventStream MapEvents(string template)
        {
            EventStream stream = new EventStream(_options.Slots, _options.SendBuffer);
            Map(template, stream);
            AddInternalTask(new EventPing(stream, PingInterval));
            return stream;
        }

        /// <summary>
        /// Maps a path and all below it to the files of a folder: with their types, validators, ranges, <c>index.html</c> for a folder, and the file of the same name with <c>.gz</c> behind
        /// it where the client takes gzip. Names that begin with a dot are not served, nor what is outside of the folder. To open a file makes a few objects.
        /// </summary>
        /// <param name="path">The path without values, such as <c>/</c> or <c>/files</c>.</param>
        /// <param name="folder">The folder: of the desktop's file system, or a device's such as <c>I:\www</c>.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">There is no such folder, or the path is malformed or has a route.</exception>
        public Resource MapFolder(string path, string folder)
        {
            return MapFolder(path, folder, s_noCache);
        }

        /// <summary>As <see cref="MapFolder(string, string)"/>, with another Cache-Control field than <c>no-cache</c>.</summary>
        /// <param name="path">The path without values, such as <c>/</c> or <c>/files</c>.</param>
        /// <param name="folder">The folder.</param>
        /// <param name="cacheControl">The Cache-Control field (RFC 9111 section 5.2), such as <c>max-age=3600</c>; null for none.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">There is no such folder, or the path is malformed or has a route.</exception>
        public Resource MapFolder(string path, string folder, string cacheControl)
        {
            Resource resource = new FolderResource(folder, Files, cacheControl);
            Map(path.Length > 0 && path[path.Length - 1] == '/' ? path + "{*path}" : path + "/{*path}", resource);
            return resource;
        }

        /// <summary>
        /// Maps POST of a path to a folder that takes the files of a form (multipart/form-data) as they arrive, one client at a time. The answer is JSON: how many files
        /// and bytes. A file replaces one of the same name when it is whole. <see cref="HttpOptions.MaximumContent"/> bounds all files of a form together.
        /// </summary>
        /// <param name="template">The path; see <see cref="Router.Map"/>.</param>
        /// <param name="folder">The folder.</param>
        /// <param name="maximumFile">The longest file in bytes; a longer one is answered with 413.</param>
        /// <returns>The path's resource, whose <see cref="Resource.Right"/> may be set.</returns>
        /// <exception cref="ArgumentException">There is no such folder, or the template is malformed, or the path has a route.</exception>
        public Resource MapUpload(string template, string folder, long maximumFile)
        {
            Resource resource = new UploadResource(folder, Files, maximumFile);
            Map(template, resource);
            return resource;
        }

        /// <summary>Has the loop call a delegate at intervals, for the first time as soon as it runs.</summary>
        /// <param name="interval">The time between two calls in milliseconds, 1 or more.</param>
        /// <param name="handler">What is called. It must not wait.</param>
        /// <exception cref="ArgumentException">The interval is out of its range, or there is no handler.</exception>
        /// <exception cref="InvalidOperationException">There are <see cref="ServerOptions.MaximumTasks"/> tasks already.</exception>
        public void Every(int interval, TickHandler handler)
        {
            if (interval < 1 || handler == null)
            {
                throw new ArgumentException("A task has an interval of 1 ms at least, and a handler.");
            }

            AddTask(new IntervalTask(interval, handler));
        }

        private FileStore Files => _service._files ?? (_service._files = new DiskStore());

        private Resource MapMethod(RequestMethod method, string template, RequestHandler handler)
        {
            // Made now, so that a handler may send a file.
            _ = Files;
            return _service.Map(method, template, handler);
        }
    }
}
