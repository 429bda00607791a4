using System;

namespace Nano.Web.Http
{
    /// <summary>One form of a resource's content (RFC 9110 section 3.2) and the fields that describe it.</summary>
    public sealed class Representation
    {
        private readonly byte[] _lastModified = new byte[HttpDate.Size];
        private DateTime _modified = DateTime.MinValue;
        private string _entityTag;

        /// <summary>Makes a representation.</summary>
        /// <param name="content">Its bytes.</param>
        /// <param name="contentType">Their media type.</param>
        public Representation(Content content, string contentType)
        {
            if (content == null || contentType == null)
            {
                throw new ArgumentNullException(content == null ? "content" : "contentType");
            }

            Content = content;
            ContentType = contentType;
        }

        /// <summary>Its bytes.</summary>
        public Content Content { get; }

        /// <summary>The media type.</summary>
        public string ContentType { get; internal set; }

        /// <summary>The coding the content is in, such as gzip; null for none.</summary>
        public string ContentEncoding { get; set; }

        /// <summary>The language, such as en; null when it is not told.</summary>
        public string ContentLanguage { get; set; }

        /// <summary>The Content-Disposition field (RFC 6266); null for none.</summary>
        public string ContentDisposition { get; set; }

        /// <summary>The strong entity tag with its quotes (RFC 9110 section 8.8.3), different for each representation; null for none.</summary>
        /// <exception cref="ArgumentException">It has no quotes.</exception>
        public string EntityTag
        {
            get
            {
                return _entityTag;
            }

            set
            {
                if (value != null && (value.Length < 2 || value[0] != '"' || value[value.Length - 1] != '"'))
                {
                    throw new ArgumentException("A strong entity tag has quotes around it, such as \"1\", not " + value + ".");
                }

                _entityTag = value;
            }
        }

        /// <summary>When the content last changed, in UTC; <see cref="DateTime.MinValue"/> when it is not told.</summary>
        public DateTime LastModified
        {
            get
            {
                return _modified;
            }

            set
            {
                // HTTP's dates have no fractions: two that differ by less are the same.
                _modified = new DateTime(value.Ticks - (value.Ticks % 10000000));
                if (_modified != DateTime.MinValue)
                {
                    HttpDate.Write(_modified, _lastModified, 0);
                }
            }
        }

        /// <summary>Adds the fields that tell representations apart: those of a 200 that a 304 repeats (RFC 9110 section 15.4.5).</summary>
        internal void AddValidators(Response response)
        {
            if (EntityTag != null)
            {
                response.AddField("ETag", EntityTag);
            }

            if (_modified != DateTime.MinValue)
            {
                response.BeginField("Last-Modified").Write(_lastModified, 0, _lastModified.Length);
                response.EndField();
            }
        }

        /// <summary>Adds the fields that describe the content.</summary>
        internal void AddDescription(Response response)
        {
            if (ContentEncoding != null)
            {
                response.AddField("Content-Encoding", ContentEncoding);
            }

            if (ContentLanguage != null)
            {
                response.AddField("Content-Language", ContentLanguage);
            }

            if (ContentDisposition != null)
            {
                response.AddField("Content-Disposition", ContentDisposition);
            }
        }
    }
}
