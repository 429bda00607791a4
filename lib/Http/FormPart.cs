using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>What is known of a form's part before its value: name and, in multipart/form-data, file name and media type (RFC 7578 section 4).</summary>
    public sealed class FormPart
    {
        private readonly ByteWriter _text;

        internal FormPart(int capacity)
        {
            _text = new ByteWriter(new byte[capacity]);
        }

        /// <summary>Holds the name, the file name and the media type, in UTF-8.</summary>
        public byte[] Buffer => _text.Buffer;

        /// <summary>Where the name begins.</summary>
        public int NameOffset { get; private set; }

        /// <summary>The length of the name.</summary>
        public int NameCount { get; private set; }

        /// <summary>Where the file name begins. It is what the client says: never use it as a path.</summary>
        public int FileNameOffset { get; private set; }

        /// <summary>The length of the file name; -1 when the part is no file.</summary>
        public int FileNameCount { get; private set; }

        /// <summary>Where the media type begins.</summary>
        public int ContentTypeOffset { get; private set; }

        /// <summary>The length of the media type; 0 when it is not told.</summary>
        public int ContentTypeCount { get; private set; }

        /// <summary>Where text being read goes; what does not fit makes the form invalid.</summary>
        internal ByteWriter Text => _text;

        /// <summary>Whether the part has a name.</summary>
        /// <param name="name">The name; case matters.</param>
        public bool IsNamed(string name)
        {
            return Ascii.Equals(Buffer, NameOffset, NameCount, name);
        }

        internal void Clear()
        {
            _text.Clear();
            NameCount = 0;
            FileNameCount = -1;
            ContentTypeCount = 0;
        }

        /// <summary>The text from <paramref name="offset"/> on is the name.</summary>
        internal void SetName(int offset)
        {
            NameOffset = offset;
            NameCount = _text.Count - offset;
        }

        internal void SetFileName(int offset)
        {
            FileNameOffset = offset;
            FileNameCount = _text.Count - offset;
        }

        internal void SetContentType(int offset)
        {
            ContentTypeOffset = offset;
            ContentTypeCount = _text.Count - offset;
        }
    }
}
