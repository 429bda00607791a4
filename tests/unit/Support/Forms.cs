using Nano.Web.Http;

namespace Nano.Tests.Unit.Support
{
    /// <summary>Reads a form whole, one byte at a time, and cut in two everywhere. All must give the same parts and come to the same end.</summary>
    internal sealed class Forms : FormHandler
    {
        /// <summary>The most bytes that a part's name, file name and media type have together.</summary>
        public const int Capacity = 48;

        private readonly FormReader _reader;
        private string _parts = "";
        private string _value = "";
        private bool _inPart;

        private Forms()
        {
            _reader = new FormReader(this, Capacity);
        }

        /// <summary>The parts of an application/x-www-form-urlencoded form, each as <c>name=value;</c>, or null when it is refused.</summary>
        public static string ReadUrlEncoded(string content)
        {
            return Read("application/x-www-form-urlencoded", content);
        }

        /// <summary>The parts of a multipart/form-data form with boundary <c>b</c>, or null when it is refused.</summary>
        public static string ReadMultipart(string content)
        {
            return Read("multipart/form-data; boundary=b", content);
        }

        /// <summary>The parts of a form, each as <c>name(file name,media type)=value;</c> with what it has of these, or null when it is refused.</summary>
        public static string Read(string contentType, string content)
        {
            Forms forms = new Forms();
            byte[] bytes = Bytes.Of(content);
            string whole = forms.Feed(contentType, bytes, bytes.Length);
            int step = Bytes.CutStep(bytes.Length);

            // The first cut, of one byte, stands for one byte at a time.
            for (int cut = 1; cut < bytes.Length; cut += step)
            {
                string parts = forms.Feed(contentType, bytes, cut);
                if (parts != whole)
                {
                    Assert.AreEqual(whole, parts, "Cut at " + cut);
                }
            }

            return whole;
        }

        /// <summary>Whether a reader takes a Content-Type for a form's.</summary>
        public static bool Takes(string contentType)
        {
            return new Forms()._reader.Begin(Parsing.AcceptFields("Content-Type: " + contentType + "\r\n"));
        }

        /// <inheritdoc/>
        public override void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last)
        {
            // Only a part's first piece is its first; only the first and the last may be empty; and the last part has an end.
            Assert.AreEqual(!_inPart, first);
            Assert.IsTrue(count > 0 || first || last);
            if (first)
            {
                _parts += Bytes.Text(part.Buffer, part.NameOffset, part.NameCount);
                if (part.FileNameCount >= 0 || part.ContentTypeCount > 0)
                {
                    _parts += "(" + (part.FileNameCount >= 0 ? Bytes.Text(part.Buffer, part.FileNameOffset, part.FileNameCount) : "")
                        + "," + Bytes.Text(part.Buffer, part.ContentTypeOffset, part.ContentTypeCount) + ")";
                }

                _value = "";
            }

            _value += Bytes.Text(buffer, offset, count);
            if (last)
            {
                _parts += "=" + _value + ";";
            }

            _inPart = !last;
        }

        private string Feed(string contentType, byte[] content, int part)
        {
            _parts = "";
            _inPart = false;
            Assert.IsTrue(_reader.Begin(Parsing.AcceptFields("Content-Type: " + contentType + "\r\n")), contentType);
            int at = 0;
            do
            {
                int next = part == 1 ? at + 1 : at < part ? part : content.Length;
                if (next > content.Length)
                {
                    next = content.Length;
                }

                // In the middle of a buffer of its own: a reader may write over a piece, and not beyond it.
                byte[] piece = Bytes.Join(Bytes.Of("<<"), Bytes.Slice(content, at, next - at), Bytes.Of(">>"));
                bool isValid = _reader.Read(piece, 2, next - at, next == content.Length);
                Assert.AreEqual("<<", Bytes.Text(piece, 0, 2));
                Assert.AreEqual(">>", Bytes.Text(piece, piece.Length - 2, 2));
                if (!isValid)
                {
                    return null;
                }

                at = next;
            }
            while (at < content.Length);
            Assert.IsFalse(_inPart);
            return _parts;
        }
    }
}
