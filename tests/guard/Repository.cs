using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Nano.Tests.Guard
{
    /// <summary>The places the guard reads from.</summary>
    internal static class Repository
    {
        /// <summary>The repository this was built in.</summary>
        public static string Folder { get; } = Metadata("Repository");

        /// <summary>mscorlib of the package nanoFramework.CoreLibrary, as NuGet has restored it.</summary>
        public static string CoreLibrary { get; } = Metadata("CoreLibrary");

        /// <summary>The full path of a file beside this program.</summary>
        public static string Built(string file)
        {
            return Path.Combine(AppContext.BaseDirectory, file);
        }

        private static string Metadata(string key)
        {
            return typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value;
        }
    }
}
