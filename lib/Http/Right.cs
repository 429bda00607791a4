namespace Nano.Web.Http
{
    /// <summary>What a client must be allowed for a resource to answer it; a server's gate asks for it.</summary>
    public enum Right
    {
        /// <summary>Nothing: the resource is for anybody.</summary>
        None,

        /// <summary>To read.</summary>
        Read,

        /// <summary>To change something, and to read.</summary>
        Control,
    }
}
