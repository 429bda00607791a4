namespace Nano.Web.Http
{
    /// <summary>What an application does with the parts of a form.</summary>
    public abstract class FormHandler
    {
        /// <summary>A piece of a part's value has arrived.</summary>
        /// <param name="part">What is known of the part.</param>
        /// <param name="buffer">Holds the piece, until this returns.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length; 0 only for the first or last piece.</param>
        /// <param name="first">Whether the value begins with it.</param>
        /// <param name="last">Whether the value ends with it.</param>
        public abstract void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last);
    }
}
