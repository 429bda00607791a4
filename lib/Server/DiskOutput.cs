using System.IO;
using Nano.Web.Http;

namespace Nano.Web.Server
{
    /// <summary>A file that is being written, with .part behind its name until it is whole.</summary>
    internal sealed class DiskOutput : FileOutput
    {
        private const string Suffix = ".part";

        private readonly DiskStore _store;
        private FileStream _stream;
        private string _path;

        /// <summary>Makes an output without a file.</summary>
        /// <param name="store">Where the files are.</param>
        public DiskOutput(DiskStore store)
        {
            _store = store;
        }

        /// <inheritdoc/>
        public override void Begin(string path)
        {
            Discard();
            _path = path;
            _stream = new FileStream(path + Suffix, FileMode.Create, FileAccess.Write);
        }

        /// <inheritdoc/>
        public override void Write(byte[] buffer, int offset, int count)
        {
            _stream.Write(buffer, offset, count);
        }

        /// <inheritdoc/>
        public override void End()
        {
            Close();
            if (File.Exists(_path))
            {
                File.Delete(_path);
            }

            File.Move(_path + Suffix, _path);
            _path = null;
            _store._version++;
        }

        /// <inheritdoc/>
        public override void Discard()
        {
            if (_path != null)
            {
                Close();
                File.Delete(_path + Suffix);
                _path = null;
            }
        }

        private void Close()
        {
            if (_stream != null)
            {
                _stream.Dispose();
                _stream = null;
            }
        }
    }
}
