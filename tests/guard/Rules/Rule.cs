namespace Nano.Tests.Guard.Rules
{
    /// <summary>What a piece of code can do that the platform cannot.</summary>
    internal enum Rule
    {
        /// <summary>Uses a type the platform does not have.</summary>
        MissingType,

        /// <summary>Uses a method or field the platform's type does not have, at least not with this signature.</summary>
        MissingMember,

        /// <summary>Overrides what the platform's type does not let it override.</summary>
        MissingBase,

        /// <summary>Leaves open what the platform's base class or interface demands.</summary>
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

        /// <summary>Waits, or collects garbage, inside a method that the interpreter inlines.</summary>
        Wait,

        /// <summary>Compacts the heap.</summary>
        Compaction,
    }
}
