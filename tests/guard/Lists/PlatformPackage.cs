using System;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Nano.Tests.Guard.Lists
{
    /// <summary>A nanoFramework package in a folder of packages, either as a <c>.nupkg</c> file or unpacked.</summary>
    internal sealed class PlatformPackage
    {
        /// <summary>The packages that the projects may reference.</summary>
        public static readonly string[] Ids =
        {
            "nanoFramework.CoreLibrary",
            "nanoFramework.Hardware.Esp32",
            "nanoFramework.Runtime.Events",
            "nanoFramework.Runtime.Native",
            "nanoFramework.System.Device.Adc",
            "nanoFramework.System.Device.Gpio",
            "nanoFramework.System.Device.I2c",
            "nanoFramework.System.Device.Pwm",
            "nanoFramework.System.Device.Wifi",
            "nanoFramework.System.IO.FileSystem",
            "nanoFramework.System.IO.Streams",
            "nanoFramework.System.Net",
            "nanoFramework.System.Text",
            "nanoFramework.System.Threading",
        };

        private PlatformPackage(string id, Version version, string assembly, byte[] content)
        {
            Id = id;
            Version = version;
            Assembly = assembly;
            Content = content;
        }

        public string Id { get; }

        public Version Version { get; }

        /// <summary>The path of the assembly inside the package.</summary>
        public string Assembly { get; }

        public byte[] Content { get; }

        /// <summary>Finds the newest version of a package in a folder.</summary>
        public static PlatformPackage Find(string folder, string id)
        {
            var newest = Directory.GetFileSystemEntries(folder, id + ".*")
                .Select(path => (path, version: VersionOf(path, id)))
                .Where(item => item.version != null)
                .OrderBy(item => item.version)
                .LastOrDefault();
            if (newest.path == null)
            {
                throw new FileNotFoundException($"{folder} has no package {id}: neither {id}.<version>.nupkg nor a folder {id}.<version>.");
            }

            return Directory.Exists(newest.path) ? FromFolder(newest.path, id, newest.version) : FromFile(newest.path, id, newest.version);
        }

        private static Version VersionOf(string path, string id)
        {
            string name = Path.GetFileName(path);
            string rest = name.Substring(id.Length + 1);
            if (rest.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
            {
                rest = rest.Substring(0, rest.Length - ".nupkg".Length);
            }

            return Version.TryParse(rest, out Version version) ? version : null;
        }

        private static PlatformPackage FromFolder(string path, string id, Version version)
        {
            string file = Directory.GetFiles(Path.Combine(path, "lib"), "*.dll").Single();
            return new PlatformPackage(id, version, "lib/" + Path.GetFileName(file), File.ReadAllBytes(file));
        }

        private static PlatformPackage FromFile(string path, string id, Version version)
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            ZipArchiveEntry entry = archive.Entries.Single(item => item.FullName.StartsWith("lib/", StringComparison.Ordinal) && item.Name.EndsWith(".dll", StringComparison.Ordinal));
            using MemoryStream content = new MemoryStream();
            using (Stream source = entry.Open())
            {
                source.CopyTo(content);
            }

            return new PlatformPackage(id, version, entry.FullName, content.ToArray());
        }
    }
}
