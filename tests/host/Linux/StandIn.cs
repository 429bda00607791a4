using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Linux
{
    /// <summary>The library that stands in for libgpiod: built from libgpiod.c, once in a run.</summary>
    internal static class StandIn
    {
        private const string File = "libgpiod.so.2";

        private static readonly Lazy<string> s_folder = new Lazy<string>(Build);
        private static readonly Lazy<IntPtr> s_library = new Lazy<IntPtr>(() => NativeLibrary.Load(Path.Combine(Folder, File)));

        /// <summary>The folder of the library, for LD_LIBRARY_PATH. Without Linux or gcc the test that asks is skipped.</summary>
        public static string Folder
        {
            get
            {
                if (s_folder.Value == null)
                {
                    Assert.Inconclusive("gcc is not on this machine, or this is not Linux.");
                }

                return s_folder.Value;
            }
        }

        /// <summary>A line of the library, loaded into this process: the loader then finds it under its name for System.Device.Gpio too.</summary>
        public static IntPtr Line(int offset)
        {
            return Marshal.GetDelegateForFunctionPointer<LineFunction>(NativeLibrary.GetExport(s_library.Value, "stand_in_line"))(offset);
        }

        private static string Build()
        {
            string folder = Path.Combine(AppContext.BaseDirectory, "stand-in");
            Directory.CreateDirectory(folder);
            string source = Path.Combine(AppContext.BaseDirectory, "Linux", "libgpiod.c");
            string[] arguments = { "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-Wl,-soname," + File, "-o", Path.Combine(folder, File), source };
            Command built = OperatingSystem.IsLinux() ? Command.TryRun("gcc", arguments) : null;
            Assert.AreEqual(0, built?.ExitCode ?? 0, built?.Error);
            return built == null ? null : folder;
        }

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate IntPtr LineFunction(int offset);
    }
}
