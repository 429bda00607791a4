namespace Nano.Web.Json
{
    /// <summary>Writes a text in JSON.</summary>
    /// <param name="json">The writer.</param>
    public delegate void JsonContent(JsonWriter json);
}
