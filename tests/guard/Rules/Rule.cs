namespace Nano.Tests.Guard.Rules
{
    /// <summary>The rules: properties of code that the platform does not support.</summary>
    internal enum Rule
    {
        /// <summary>The code uses a type that the platform lacks.</summary>
        MissingType,

        /// <summary>The code uses a method or field that the platform's type lacks, at least with this signature.</summary>
        MissingMember,

        /// <summary>The code overrides a method that the platform's type lacks or does not make virtual.</summary>
        MissingBase,

        /// <summary>The code does not implement a member that the platform's base class or interface requires.</summary>
        MissingImplementation,

        Generic,
        MultiDimensionalArray,
        Pointer,
        Fixed,
        Stackalloc,
        NativeCode,
        DefaultInterfaceMethod,
        Volatile,
        StaticOrder,
        Iterator,
        Async,
        Checked,
        NaturalLambda,
        NulInString,
        EnumName,
        Instruction,

        /// <summary>The code waits, or collects garbage, inside a method that the interpreter inlines.</summary>
        Wait,

        /// <summary>The code compacts the heap.</summary>
        Compaction,
    }
}
