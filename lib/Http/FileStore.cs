namespace Nano.Web.Http
{
    /// <summary>The files of the platform, as the core of HTTP needs them: it opens none itself.</summary>
    internal abstract class FileStore
    {
        /// <summary>The character between a folder and what is in it.</summary>
        public abstract char Separator { get; }

        /// <summary>Whether there is a file of a path.</summary>
        public abstract bool HasFile(string path);

        /// <summary>Whether there is a folder of a path.</summary>
        public abstract bool HasFolder(string path);

        /// <summary>Makes content that files can be opened as.</summary>
        public abstract FileContent CreateContent();

        /// <summary>Makes what writes files, one after another.</summary>
        public abstract FileOutput CreateOutput();
    }
}
