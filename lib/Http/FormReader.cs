using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// Reads a form from a request's content as it arrives: application/x-www-form-urlencoded or multipart/form-data
    /// (RFC 7578). Values pass through in pieces, so a file of any size needs no memory here.
    /// </summary>
    public sealed class FormReader
    {
        private readonly UrlEncodedReader _urlEncoded;
        private readonly MultipartReader _multipart;
        private bool _isMultipart;

        /// <summary>Makes a reader; it reads one form after another.</summary>
        /// <param name="handler">Receives the parts.</param>
        /// <param name="capacity">The most bytes that a part's name, file name and media type have together, such as 256.</param>
        public FormReader(FormHandler handler, int capacity)
        {
            FormPart part = new FormPart(capacity);
            _urlEncoded = new UrlEncodedReader(handler, part);
            _multipart = new MultipartReader(handler, part);
        }

        /// <summary>Begins a request's form.</summary>
        /// <param name="request">The request.</param>
        /// <returns>False when its Content-Type is no form: answer 415.</returns>
        public bool Begin(Request request)
        {
            if (!request.TryGetField(FieldName.ContentType, out int offset, out int count))
            {
                return false;
            }

            byte[] buffer = request.Buffer;
            int name = Quality.NameLength(buffer, offset, count);
            _isMultipart = Ascii.EqualsIgnoreCase(buffer, offset, name, "multipart/form-data");
            if (_isMultipart)
            {
                return Parameter.TryGet(buffer, offset, count, "boundary", out int boundary, out int size)
                    && _multipart.Begin(buffer, boundary, size);
            }

            _urlEncoded.Begin();
            return Ascii.EqualsIgnoreCase(buffer, offset, name, "application/x-www-form-urlencoded");
        }

        /// <summary>Takes the next piece of the content.</summary>
        /// <param name="buffer">Holds it; it may be overwritten.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="last">Whether the content ends with it.</param>
        /// <returns>False when the form is malformed or a part's head too long: answer 400, and read no more of it.</returns>
        public bool Read(byte[] buffer, int offset, int count, bool last)
        {
            return _isMultipart ? _multipart.Read(buffer, offset, count, last) : _urlEncoded.Read(buffer, offset, count, last);
        }
    }
}
