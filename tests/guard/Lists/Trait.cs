namespace Nano.Tests.Guard.Lists
{
    /// <summary>The traits in brackets at the end of a list's lines.</summary>
    internal static class Trait
    {
        public const string Class = "class";
        public const string Struct = "struct";
        public const string Interface = "interface";
        public const string Enum = "enum";
        public const string Delegate = "delegate";
        public const string Static = "static";
        public const string Abstract = "abstract";
        public const string Virtual = "virtual";
        public const string Protected = "protected";

        /// <summary>The member uses static data that a static constructor of the platform sets, directly or in methods that it calls.</summary>
        public const string Statics = "statics";
    }
}
