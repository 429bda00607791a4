namespace Nano.Simulator.Parts
{
    /// <summary>Anything that a pin switches, such as a lamp.</summary>
    public sealed class Load : OutputPart
    {
        /// <summary>Makes one.</summary>
        /// <param name="name">The name of the part.</param>
        public Load(string name)
            : base(name)
        {
        }
    }
}
