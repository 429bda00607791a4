namespace Nano.Tests.Guard.Metadata
{
    /// <summary>The place where a type in a signature is declared.</summary>
    internal enum TypeOrigin
    {
        /// <summary>The type has no declaration: it is a primitive or composed of other types.</summary>
        Composed,

        /// <summary>The type is declared in the assembly that is read.</summary>
        Own,

        /// <summary>The type is declared in another assembly.</summary>
        Referenced,
    }
}
