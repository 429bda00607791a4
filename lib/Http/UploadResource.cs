using System;
using System.Text;

namespace Nano.Web.Http
{
    /// <summary>
    /// Takes the files of a form (multipart/form-data) into a folder, in pieces as they arrive. One client at a time: another one is told to try again. A client's time is
    /// limited as for every content.
    /// </summary>
    internal sealed class UploadResource : Resource
    {
        private const int NoSlot = -1;
        private const int PartSize = 256;

        private readonly string _folder;
        private readonly FileStore _store;
        private readonly Files _files;
        private readonly FormReader _reader;
        private int _slot = NoSlot;

        /// <summary>Makes a resource.</summary>
        /// <param name="folder">The folder that the files go to.</param>
        /// <param name="store">Where it is.</param>
        /// <param name="maximumSize">The longest file in bytes.</param>
        /// <exception cref="ArgumentException">There is no such folder.</exception>
        public UploadResource(string folder, FileStore store, long maximumSize)
            : base(RequestMethod.Post)
        {
            _folder = folder;
            _store = store;
            if (!store.HasFolder(folder))
            {
                throw new ArgumentException("There is no folder " + folder + ".");
            }

            _files = new Files(this, maximumSize);
            _reader = new FormReader(_files, PartSize);
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Response response = exchange._response;
            if (_slot != NoSlot)
            {
                response.Begin(HttpStatus.ServiceUnavailable);
                response.AddField("Retry-After", 2);
                response.EndWith("Another client is sending files. Try again in a few seconds.");
            }
            else if (exchange._request.ContentLength == 0 || !_reader.Begin(exchange._request))
            {
                response.Begin(HttpStatus.UnsupportedMediaType);
                response.EndWith("Send files as a form: multipart/form-data.");
            }
            else
            {
                _slot = exchange.Slot;
                _files.Begin();
            }
        }

        /// <inheritdoc/>
        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            bool isValid = _reader.Read(buffer, offset, count, last);
            int status = isValid ? _files.Status : HttpStatus.BadRequest;
            if (status != HttpStatus.Ok)
            {
                Free();
                exchange._response.Begin(status);
                exchange._response.EndWith(status == HttpStatus.ContentTooLarge ? "The file is too long." : isValid ? "The file's name cannot be used here." : "The form is malformed.");
            }
            else if (last)
            {
                Free();
                Json.JsonWriter json = exchange._response.BeginJson();
                json.BeginObject();
                json.Add("files", _files.Count);
                json.Add("bytes", _files.Total);
                json.EndObject();
                exchange._response.EndJson();
            }
        }

        /// <inheritdoc/>
        public override void OnAbandoned(Exchange exchange)
        {
            if (_slot == exchange.Slot)
            {
                Free();
            }
        }

        private void Free()
        {
            _slot = NoSlot;
            _files.Discard();
        }

        /// <summary>The files of a form.</summary>
        private sealed class Files : FormHandler
        {
            private readonly UploadResource _owner;
            private readonly FileOutput _output;
            private readonly long _maximum;
            private long _size;

            public Files(UploadResource owner, long maximum)
            {
                _owner = owner;
                _output = owner._store.CreateOutput();
                _maximum = maximum;
            }

            /// <summary>200 while all is well.</summary>
            public int Status { get; private set; }

            /// <summary>How many files have come whole.</summary>
            public int Count { get; private set; }

            /// <summary>Their bytes.</summary>
            public long Total { get; private set; }

            public void Begin()
            {
                Status = HttpStatus.Ok;
                Count = 0;
                Total = 0;
            }

            public void Discard()
            {
                _output.Discard();
            }

            /// <inheritdoc/>
            public override void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last)
            {
                if (part.FileNameCount < 0 || Status != HttpStatus.Ok)
                {
                    return;
                }

                if (first && !BeginFile(part))
                {
                    return;
                }

                _size += count;
                if (_size > _maximum)
                {
                    Status = HttpStatus.ContentTooLarge;
                    return;
                }

                _output.Write(buffer, offset, count);
                if (last)
                {
                    _output.End();
                    Count++;
                    Total += _size;
                }
            }

            /// <summary>Begins a file under the last part of the name that the client gives.</summary>
            private bool BeginFile(FormPart part)
            {
                string name = Encoding.UTF8.GetString(part.Buffer, part.FileNameOffset, part.FileNameCount);
                int slash = name.LastIndexOf('/');
                int backslash = name.LastIndexOf('\\');
                name = name.Substring((slash > backslash ? slash : backslash) + 1);
                if (!FilePath.IsName(name))
                {
                    Status = HttpStatus.BadRequest;
                    return false;
                }

                _size = 0;
                _output.Begin(FilePath.Combine(_owner._folder, _owner._store.Separator, name));
                return true;
            }
        }
    }
}
