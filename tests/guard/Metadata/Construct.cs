namespace Nano.Tests.Guard.Metadata
{
    /// <summary>The constructions of a type in a signature that the platform may not support.</summary>
    internal enum Construct
    {
        None,
        Generic,
        MultiDimensionalArray,
        Pointer,
        Pinned,
        Volatile,
    }
}
