namespace Nano.Web.Http
{
    /// <summary>Is told of a stream's new client.</summary>
    /// <param name="stream">The stream.</param>
    public delegate void StreamHandler(EventStream stream);
}
