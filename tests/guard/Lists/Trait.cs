namespace Nano.Tests.Guard.Lists
{
    /// <summary>The words a list's lines end in, in brackets.</summary>
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

        /// <summary>It uses static data of the platform that a static constructor makes, directly or in what it calls.</summary>
        public const string Statics = "statics";
    }
}
