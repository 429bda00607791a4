namespace Nano.Web.Http
{
    /// <summary>A file that is written under another name until it is whole, so that nobody sees half of it.</summary>
    internal abstract class FileOutput
    {
        /// <summary>Begins a file; one that has been begun and not ended is discarded.</summary>
        /// <param name="path">Its path.</param>
        public abstract void Begin(string path);

        /// <summary>Writes the next bytes.</summary>
        public abstract void Write(byte[] buffer, int offset, int count);

        /// <summary>Ends the file, in place of a former one of the same path.</summary>
        public abstract void End();

        /// <summary>Removes what has been written of a file that has not been ended.</summary>
        public abstract void Discard();
    }
}
