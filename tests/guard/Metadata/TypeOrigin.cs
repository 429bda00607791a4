namespace Nano.Tests.Guard.Metadata
{
    /// <summary>Where a type in a signature is declared.</summary>
    internal enum TypeOrigin
    {
        /// <summary>Nowhere by itself: a primitive, or made from its parts.</summary>
        Composed,

        /// <summary>In the assembly that is read.</summary>
        Own,

        /// <summary>In another assembly.</summary>
        Referenced,
    }
}
