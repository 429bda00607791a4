using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Nano.Tests.Guard
{
    /// <summary>The paths of the guard's inputs.</summary>
    internal static class Repository
    {
        /// <summary>The repository that contains this project.</summary>
        public static string Folder { get; } = Metadata("Repository");

        /// <summary>The mscorlib of the package nanoFramework.CoreLibrary that NuGet has restored.</summary>
        public static string CoreLibrary { get; } = Metadata("CoreLibrary");

        /// <summary>Returns the full path of a file next to this program.</summary>
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
