using Nano.Firmware.Pages;
using Nano.Web.Http;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// /assets/{name}: the files of the dashboard beside its page, all from flash by one resource. They need no right, as the page. It answers If-None-Match and HEAD, and no ranges.
    /// </summary>
    internal sealed class AssetResource : Resource
    {
        private readonly PackedContent _content = new PackedContent(0, DashboardAssets.GetChunk);

        public AssetResource()
            : base(RequestMethod.Get)
        {
            Right = Right.None;
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            Request request = exchange.Request;
            Response response = exchange.Response;
            exchange.GetValue(0, out int offset, out int count);
            int asset = DashboardAssets.Count - 1;
            while (asset >= 0 && !Ascii.Equals(request.Buffer, offset, count, DashboardAssets.NameOf(asset)))
            {
                asset--;
            }

            if (asset < 0)
            {
                response.Send(HttpStatus.NotFound, "text/plain", "There is nothing at this path.\n");
                return;
            }

            string tag = DashboardAssets.TagOf(asset);
            bool isKnown = request.TryGetField(FieldName.IfNoneMatch, out offset, out count) && Ascii.Equals(request.Buffer, offset, count, tag);
            exchange.Choice = asset;
            response.Begin(isKnown ? HttpStatus.NotModified : HttpStatus.Ok);
            response.AddField("ETag", tag);
            response.AddField("Cache-Control", "no-cache");
            if (!isKnown)
            {
                response.AddField("Content-Type", DashboardAssets.TypeOf(asset));
                response.AddField("Content-Encoding", "gzip");
            }

            response.BeginContent(DashboardAssets.LengthOf(asset));
        }

        /// <inheritdoc/>
        public override void OnWritable(Exchange exchange)
        {
            Response response = exchange.Response;
            int left = DashboardAssets.LengthOf(exchange.Choice) - exchange.Position;
            while (left > 0 && response.HasContent)
            {
                int count = left < response.Room ? left : response.Room;
                if (count == 0)
                {
                    return;
                }

                _content.Select(DashboardAssets.FirstOf(exchange.Choice), DashboardAssets.LengthOf(exchange.Choice));
                ByteWriter writer = response.BeginPiece();
                writer.Ensure(count);
                count = _content.Read(exchange.Position, writer.Buffer, writer.End, count);
                writer.Advance(count);
                response.EndPiece(count);
                exchange.Position += count;
                left -= count;
            }

            response.End();
        }
    }
}
