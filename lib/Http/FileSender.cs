namespace Nano.Web.Http
{
    /// <summary>Sends files on one slot's connection, one after another.</summary>
    internal sealed class FileSender
    {
        private readonly FileStore _store;
        private readonly FileContent _content;
        private readonly Representation _representation;

        /// <summary>Makes a sender.</summary>
        /// <param name="store">Where the files are.</param>
        public FileSender(FileStore store)
        {
            _store = store;
            _content = store.CreateContent();
            _representation = new Representation(_content, "");
        }

        /// <summary>Whether a file is being sent.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>Begins to send a file, or, where the client takes gzip, the file of the same name with .gz behind it. <see cref="Write"/> goes on.</summary>
        /// <param name="exchange">The exchange, of which nothing has been sent.</param>
        /// <param name="path">The file's path.</param>
        /// <param name="contentType">The media type; null for that of the name's extension.</param>
        /// <param name="cacheControl">The Cache-Control field; null for none.</param>
        /// <returns>False, and nothing is sent, when there is no such file.</returns>
        public bool Begin(Exchange exchange, string path, string contentType, string cacheControl)
        {
            bool hasGzip = _store.HasFile(path + ".gz");
            bool isGzip = hasGzip && (Quality.OfCoding(exchange._request, "gzip") > Quality.OfCoding(exchange._request, null) || !_store.HasFile(path));
            if (!_content.Open(isGzip ? path + ".gz" : path))
            {
                return false;
            }

            _representation.ContentType = contentType ?? MediaType.Of(path);
            _representation.ContentEncoding = isGzip ? "gzip" : null;
            _representation.EntityTag = _content.EntityTag;
            _representation.LastModified = _content.LastModified;
            ContentSender.Begin(exchange, _representation, cacheControl, null, hasGzip);
            IsOpen = true;
            Write(exchange);
            return true;
        }

        /// <summary>Sends as much as there is room for, and closes the file behind its last byte.</summary>
        public void Write(Exchange exchange)
        {
            ContentSender.Write(exchange, _content);
            if (exchange._response.IsComplete)
            {
                Close();
            }
        }

        /// <summary>Closes the file, if one is open.</summary>
        public void Close()
        {
            IsOpen = false;
            _content.Close();
        }
    }
}
