namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>What must hold of every target for every input.</summary>
    internal enum Property
    {
        NoException,
        NoAllocation,
        NoReadOutside,
        NoWriteOutside,
        SameForEverySplit,
        LinearWork,
        SameAsOthers,
    }

    /// <summary>An input for which something did not hold.</summary>
    internal sealed class Failure
    {
        public Failure(Property property, string detail)
        {
            Property = property;
            Detail = detail;
        }

        public Property Property { get; }

        public string Detail { get; }

        /// <summary>The least input found for which it does not.</summary>
        public byte[] Input { get; set; }
    }
}
