using System.IO;
using Nano.Web.Http;

namespace Nano.Web.Server
{
    /// <summary>The platform's files: those of the desktop, or of a device's drives such as I: and D:.</summary>
    internal sealed class DiskStore : FileStore
    {
        // What tells apart the states of a file where the platform tells no time of change: each write makes a new one.
        internal int _version;

        /// <inheritdoc/>
        public override char Separator => Path.DirectorySeparatorChar;

        /// <inheritdoc/>
        public override bool HasFile(string path)
        {
            return File.Exists(path);
        }

        /// <inheritdoc/>
        public override bool HasFolder(string path)
        {
            return Directory.Exists(path);
        }

        /// <inheritdoc/>
        public override FileContent CreateContent()
        {
            return new DiskContent(this);
        }

        /// <inheritdoc/>
        public override FileOutput CreateOutput()
        {
            return new DiskOutput(this);
        }
    }
}
