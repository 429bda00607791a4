using System;

namespace Nano.Web.Http
{
    /// <summary>A folder's files: the route's last value is the file's path in the folder.</summary>
    internal sealed class FolderResource : Resource
    {
        private const string Index = "index.html";

        private readonly string _folder;
        private readonly FileStore _store;
        private readonly string _cacheControl;

        /// <summary>Makes a resource.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="store">Where it is.</param>
        /// <param name="cacheControl">The Cache-Control field; null for none.</param>
        /// <exception cref="ArgumentException">There is no such folder.</exception>
        public FolderResource(string folder, FileStore store, string cacheControl)
            : base(RequestMethod.Get)
        {
            _folder = folder.Length > 1 && (folder[folder.Length - 1] == '/' || folder[folder.Length - 1] == '\\') ? folder.Substring(0, folder.Length - 1) : folder;
            _store = store;
            _cacheControl = cacheControl;
            if (!store.HasFolder(folder))
            {
                throw new ArgumentException("There is no folder " + folder + ".");
            }
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange._request;
            exchange.GetValue(exchange._response._service.Router.FindNames(exchange).Length - 1, out int offset, out int count);
            string text = FormText.Decode(request._buffer, offset, count, false);
            string path = FilePath.Combine(_folder, _store.Separator, text);
            bool isFolder = count == 0 || request._buffer[offset + count - 1] == '/';
            if (path != null && count == 0 && request._buffer[request.PathOffset + request.PathCount - 1] != '/')
            {
                AddSlash(exchange);
                return;
            }

            FileSender sender = exchange._response._service.GetSender(exchange.Slot);
            if (path != null && sender.Begin(exchange, isFolder ? path + _store.Separator + Index : path, null, _cacheControl))
            {
                return;
            }

            if (path != null && !isFolder && _store.HasFolder(path))
            {
                AddSlash(exchange);
                return;
            }

            exchange._response.Begin(HttpStatus.NotFound);
            exchange._response.EndWith("There is no such file.");
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

        /// <summary>Sends the client to the folder's own path, so that relative addresses in its index lead into it.</summary>
        private static void AddSlash(Exchange exchange)
        {
            Request request = exchange._request;
            Response response = exchange._response;
            response.Begin(HttpStatus.MovedPermanently);
            Text.ByteWriter writer = response.BeginField("Location");
            writer.Write(request._buffer, request.PathOffset, request.PathCount);
            writer.Write((byte)'/');
            response.EndField();
            response.BeginContent(0);
            response.End();
        }
    }
}
