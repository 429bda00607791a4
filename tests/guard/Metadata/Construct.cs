namespace Nano.Tests.Guard.Metadata
{
    /// <summary>What a type in a signature is made with, where the platform may not follow.</summary>
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
