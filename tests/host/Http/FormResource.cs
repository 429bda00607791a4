using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Tests.Host.Http
{
    /// <summary>Reads a form and answers with a line for each part: name, file name, media type, fingerprint of the value.</summary>
    internal sealed class FormResource : Resource
    {
        private readonly Parts[] _parts;
        private readonly FormReader[] _readers;

        public FormResource(int slots)
            : base(RequestMethod.Post)
        {
            _parts = new Parts[slots];
            _readers = new FormReader[slots];
            for (int i = 0; i < slots; i++)
            {
                _parts[i] = new Parts();
                _readers[i] = new FormReader(_parts[i], 256);
            }
        }

        public override void OnRequest(Exchange exchange)
        {
            _parts[exchange.Slot].Clear();
            if (!_readers[exchange.Slot].Begin(exchange.Request))
            {
                exchange.Response.Send(HttpStatus.UnsupportedMediaType);
            }
        }

        public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
        {
            if (!_readers[exchange.Slot].Read(buffer, offset, count, last))
            {
                exchange.Response.Send(HttpStatus.BadRequest);
            }
            else if (last)
            {
                ByteWriter text = _parts[exchange.Slot].Text;
                exchange.Response.Begin(HttpStatus.Ok);
                exchange.Response.BeginContent(text.Count);
                exchange.Response.Write(text.Buffer, text.Start, text.Count);
                exchange.Response.End();
            }
        }

        private sealed class Parts : FormHandler
        {
            private ulong _hash;
            private int _count;

            public ByteWriter Text { get; } = new ByteWriter(new byte[768]);

            public void Clear()
            {
                Text.Clear();
            }

            public override void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last)
            {
                if (first)
                {
                    _hash = Site.HashStart;
                    _count = 0;
                }

                _hash = Site.Hash(_hash, buffer, offset, count);
                _count += count;
                if (last)
                {
                    Text.Write(part.Buffer, part.NameOffset, part.NameCount);
                    Text.WriteText("|");
                    if (part.FileNameCount >= 0)
                    {
                        Text.Write(part.Buffer, part.FileNameOffset, part.FileNameCount);
                    }

                    Text.WriteText("|");
                    Text.Write(part.Buffer, part.ContentTypeOffset, part.ContentTypeCount);
                    Text.WriteText("|");
                    Text.WriteNumber(_count);
                    Text.WriteText(":");
                    Text.WriteHex((int)(_hash >> 32), 8);
                    Text.WriteHex((int)_hash, 8);
                    Text.WriteText("\n");
                }
            }
        }
    }
}
