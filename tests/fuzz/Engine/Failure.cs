namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>The properties that every target must have for every input.</summary>
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

    /// <summary>An input that violates a property.</summary>
    internal sealed class Failure
    {
        public Failure(Property property, string detail)
        {
            Property = property;
            Detail = detail;
        }

        public Property Property { get; }

        public string Detail { get; }

        /// <summary>The shortest input found that violates the property.</summary>
        public byte[] Input { get; set; }
    }
}
