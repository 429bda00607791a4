namespace Nano.Simulator.Parts
{
    /// <summary>The light-emitting diode. A little of its light falls on the light sensor.</summary>
    public sealed class Led : OutputPart
    {
        internal Led()
            : base("LED")
        {
        }
    }
}
