using System;

namespace Nano.Web.Http
{
    /// <summary>Content that is a file, one after another. To open one makes a few objects.</summary>
    internal abstract class FileContent : Content
    {
        /// <summary>An entity tag with its quotes, which changes when the file does.</summary>
        public abstract string EntityTag { get; }

        /// <summary>When the file last changed, in UTC; <see cref="DateTime.MinValue"/> where the platform does not tell.</summary>
        public abstract DateTime LastModified { get; }

        /// <summary>Opens a file; one that is open is closed before.</summary>
        /// <param name="path">Its path.</param>
        /// <returns>False when there is none.</returns>
        public abstract bool Open(string path);

        /// <summary>Closes the file, if one is open.</summary>
        public abstract void Close();
    }
}
