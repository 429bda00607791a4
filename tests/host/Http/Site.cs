using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Host.Http
{
    /// <summary>A small site that has something of everything HTTP can do here.</summary>
    internal static class Site
    {
        public const string EntityTag = "\"v1\"";
        public const string GzipTag = "\"v1-gzip\"";
        public const string LastModified = "Tue, 02 Jun 2026 10:11:12 GMT";

        /// <summary>A page of about 5 KB, as it is and in gzip.</summary>
        public static byte[] Page { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 160).Select(i => $"<p>Line {i} of the page, größer.</p>\n")));

        public static byte[] GzipPage { get; } = Compress(Page);

        public static void Map(WebServer server)
        {
            server.Map("/", new StaticResource(
                new Representation(new MemoryContent(GzipPage), "text/html; charset=utf-8") { ContentEncoding = "gzip", ContentLanguage = "en", EntityTag = GzipTag, LastModified = new DateTime(2026, 6, 2, 10, 11, 12) },
                new Representation(new MemoryContent(Page), "text/html; charset=utf-8") { ContentLanguage = "en", EntityTag = EntityTag, LastModified = new DateTime(2026, 6, 2, 10, 11, 12) })
            {
                CacheControl = "max-age=60",
            });
            server.Map("/download", new StaticResource(new Representation(new MemoryContent(Page), "application/octet-stream") { ContentDisposition = "attachment; filename=\"page.html\"" }));
            server.Map("/old", new RedirectResource());
            server.Map("/upload", new UploadResource());
            server.Map("/note", new NoteResource());
            server.Map("/form", new FormResource(server.Options.Slots));
            server.Map("/login", new LoginResource());
            server.MapWebSocket("/ws", new Support.EchoHandler());
        }

        /// <summary>Makes a fingerprint of content: the length and 64 bits of FNV-1a.</summary>
        public static string Fingerprint(byte[] bytes)
        {
            return bytes.Length + ":" + Hash(HashStart, bytes, 0, bytes.Length).ToString("x16");
        }

        public const ulong HashStart = 14695981039346656037;

        public static ulong Hash(ulong hash, byte[] bytes, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                hash = (hash ^ bytes[offset + i]) * 1099511628211;
            }

            return hash;
        }

        private static byte[] Compress(byte[] bytes)
        {
            using MemoryStream stream = new MemoryStream();
            using (GZipStream gzip = new GZipStream(stream, CompressionLevel.Optimal))
            {
                gzip.Write(bytes);
            }

            return stream.ToArray();
        }
    }
}
