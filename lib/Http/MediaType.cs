namespace Nano.Web.Http
{
    /// <summary>The media types of files.</summary>
    internal static class MediaType
    {
        /// <summary>The media type of a file by its name's extension.</summary>
        /// <param name="path">The name or path.</param>
        /// <returns>The type, with the charset where it is text; <c>application/octet-stream</c> for an unknown one.</returns>
        public static string Of(string path)
        {
            int dot = path.LastIndexOf('.');
            switch (dot < 0 ? "" : path.Substring(dot + 1).ToLower())
            {
                case "html":
                case "htm": return "text/html; charset=utf-8";
                case "css": return "text/css; charset=utf-8";
                case "js":
                case "mjs": return "text/javascript; charset=utf-8";
                case "txt":
                case "log": return "text/plain; charset=utf-8";
                case "md": return "text/markdown; charset=utf-8";
                case "csv": return "text/csv; charset=utf-8";
                case "json":
                case "map": return "application/json";
                case "xml": return "application/xml";
                case "svg": return "image/svg+xml";
                case "png": return "image/png";
                case "jpg":
                case "jpeg": return "image/jpeg";
                case "gif": return "image/gif";
                case "webp": return "image/webp";
                case "ico": return "image/x-icon";
                case "woff2": return "font/woff2";
                case "pdf": return "application/pdf";
                case "wasm": return "application/wasm";
                case "mp3": return "audio/mpeg";
                case "mp4": return "video/mp4";
                case "webmanifest": return "application/manifest+json";
                default: return "application/octet-stream";
            }
        }
    }
}
