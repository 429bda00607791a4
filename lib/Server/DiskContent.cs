using System;
using System.IO;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Web.Server
{
    /// <summary>A file that is being read.</summary>
    internal sealed class DiskContent : FileContent
    {
        private readonly DiskStore _store;
        private FileStream _stream;
        private int _length;
        private int _position;
        private string _entityTag;
        private DateTime _lastModified;

        /// <summary>Makes content without a file.</summary>
        /// <param name="store">Where the files are.</param>
        public DiskContent(DiskStore store)
        {
            _store = store;
        }

        /// <inheritdoc/>
        public override int Length => _length;

        /// <inheritdoc/>
        public override string EntityTag => _entityTag;

        /// <inheritdoc/>
        public override DateTime LastModified => _lastModified;

        /// <inheritdoc/>
        public override bool Open(string path)
        {
            Close();

            // Asked first, because opening a file that is not there throws, which a device prints.
            if (!_store.HasFile(path))
            {
                return false;
            }

            _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            long length = _stream.Length;
            if (length > int.MaxValue)
            {
                Close();
                throw new InvalidOperationException("A file is sent up to 2,147,483,647 bytes.");
            }

            _length = (int)length;
            _position = 0;
            _lastModified = FileTime.Read(path);
            ByteWriter tag = new ByteWriter(new byte[48]);
            tag.Write((byte)'"');
            tag.WriteNumber(length);
            tag.Write((byte)'-');
            tag.WriteNumber(_lastModified == DateTime.MinValue ? FileTime.Started + _store._version : _lastModified.Ticks);
            tag.Write((byte)'"');
            _entityTag = System.Text.Encoding.UTF8.GetString(tag.Buffer, 0, tag.Count);
            return true;
        }

        /// <inheritdoc/>
        public override int Read(int position, byte[] destination, int offset, int count)
        {
            if (position != _position)
            {
                _stream.Seek(position, SeekOrigin.Begin);
                _position = position;
            }

            int read = _stream.Read(destination, offset, count);
            if (read <= 0)
            {
                throw new InvalidOperationException("The file has become shorter while it was sent.");
            }

            _position += read;
            return read;
        }

        /// <inheritdoc/>
        public override void Close()
        {
            if (_stream != null)
            {
                _stream.Dispose();
                _stream = null;
            }
        }
    }
}
