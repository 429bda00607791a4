// Puts nanoFramework's packages, as every packages.config of the repository asks for them, into packages/<Id>.<Version>/.
// All it needs is the .NET SDK:
//
//   dotnet run hardware/restore.cs                     from the folder NANO_FEED names, or else from the public feed
//   dotnet run hardware/restore.cs -- <folder>         from a folder of .nupkg files
//   dotnet run hardware/restore.cs -- <address>        from another feed
//
// What is there already stays as it is. Exit code: 0 all there, 1 something could not be had, 2 a wrong command line.

// The default, native code, would need more than the SDK.
#:property PublishAot=false

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;

if (args.Length > 1 || (args.Length == 1 && args[0].StartsWith('-')))
{
    Console.Error.WriteLine("usage: dotnet run hardware/restore.cs [-- <folder of .nupkg files, or address of a feed>]");
    return 2;
}

try
{
    return Restore(args.Length == 1 ? args[0] : Environment.GetEnvironmentVariable("NANO_FEED"));
}
catch (Exception error) when (error is IOException or InvalidDataException or XmlException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"restore: {error.Message}");
    return 1;
}

static int Restore(string source)
{
    string repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile()), ".."));
    string packages = Path.Combine(repository, "packages");
    Package[] all = Wanted(repository).Distinct().OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase).ToArray();
    Package[] missing = all.Where(package => !Directory.Exists(Path.Combine(packages, package.Name))).ToArray();
    if (missing.Length == 0)
    {
        Console.WriteLine($"restore: {all.Length} of {all.Length} packages are in packages/");
        return 0;
    }

    bool isFolder = !string.IsNullOrEmpty(source) && !source.Contains("://", StringComparison.Ordinal);
    if (isFolder && !Directory.Exists(source))
    {
        Console.Error.WriteLine($"restore: there is no folder {source}. Name one that holds nanoFramework's packages (.nupkg), or leave argument and NANO_FEED out to use the public feed.");
        return 1;
    }

    string work = Path.Combine(repository, "artifacts", "restore");
    string from = isFolder ? source : Download(missing, source, work);
    if (from == null)
    {
        return 1;
    }

    int absent = 0;
    foreach (Package package in missing)
    {
        string file = Find(from, package);
        if (file == null)
        {
            Console.Error.WriteLine($"restore: {package.Name}.nupkg is not in {source}. Put it there, or leave argument and NANO_FEED out to use the public feed.");
            absent++;
        }
        else
        {
            Unpack(file, Path.Combine(packages, package.Name));
            Console.WriteLine($"restore: packages/{package.Name}");
        }
    }

    if (!isFolder)
    {
        Directory.Delete(work, true);
    }

    Console.WriteLine($"restore: {all.Length - absent} of {all.Length} packages are in packages/");
    return absent == 0 ? 0 : 1;
}

static string ThisFile([CallerFilePath] string path = null)
{
    return path;
}

// The packages of every packages.config outside the folders that builds and tools make.
static IEnumerable<Package> Wanted(string repository)
{
    string[] made = { "artifacts", "packages", "node_modules", "bin", "obj" };
    Stack<string> folders = new Stack<string>(new[] { repository });
    while (folders.TryPop(out string folder))
    {
        foreach (string inner in Directory.GetDirectories(folder))
        {
            string name = Path.GetFileName(inner);
            if (name[0] != '.' && !made.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                folders.Push(inner);
            }
        }

        string file = Path.Combine(folder, "packages.config");
        if (File.Exists(file))
        {
            foreach (XElement element in XDocument.Load(file).Descendants("package"))
            {
                string id = (string)element.Attribute("id");
                string version = (string)element.Attribute("version");
                if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(version))
                {
                    throw new InvalidDataException($"{file}: a package needs an id and a version: {element}");
                }

                yield return new Package(id, version);
            }
        }
    }
}

// Has the SDK fetch the packages. Returns the folder they are in, or null where that failed; the reason is told.
static string Download(Package[] packages, string feed, string work)
{
    Directory.CreateDirectory(work);
    string project = Path.Combine(work, "download.csproj");
    XElement items = new XElement("ItemGroup", packages.Select(package => new XElement("PackageDownload", new XAttribute("Include", package.Id), new XAttribute("Version", $"[{package.Version}]"))));
    XElement properties = new XElement("PropertyGroup", new XElement("TargetFramework", "net10.0"));
    new XDocument(new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"), properties, items)).Save(project);

    string folder = Path.Combine(work, "packages");
    List<string> arguments = new List<string> { "restore", project, "-nologo", "-p:RestorePackagesPath=" + folder };
    if (!string.IsNullOrEmpty(feed))
    {
        arguments.Add("--source");
        arguments.Add(feed);
    }

    string sdk = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    using Process restore = Process.Start(new ProcessStartInfo(sdk, arguments) { RedirectStandardOutput = true });
    string output = restore.StandardOutput.ReadToEnd();
    restore.WaitForExit();
    if (restore.ExitCode == 0)
    {
        return folder;
    }

    foreach (string line in output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct())
    {
        Console.Error.WriteLine(line);
    }

    Console.Error.WriteLine("restore: the feed does not give these packages. If this computer cannot reach it, copy the .nupkg files into a folder and run: dotnet run hardware/restore.cs -- <folder>");
    return null;
}

// A package's file: in the folder itself, or where NuGet puts it, <id>/<version>/ in small letters.
static string Find(string folder, Package package)
{
    string file = package.Name + ".nupkg";
    string nested = Path.Combine(folder, package.Id.ToLowerInvariant(), package.Version.ToLowerInvariant());
    return new[] { folder, nested }.Where(Directory.Exists).SelectMany(Directory.GetFiles).FirstOrDefault(path => Path.GetFileName(path).Equals(file, StringComparison.OrdinalIgnoreCase));
}

// Into another folder first: what has the package's name is whole.
static void Unpack(string file, string folder)
{
    string unfinished = folder + ".unfinished";
    if (Directory.Exists(unfinished))
    {
        Directory.Delete(unfinished, true);
    }

    using (ZipArchive archive = ZipFile.OpenRead(file))
    {
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = Uri.UnescapeDataString(entry.FullName);
            string path = Path.GetFullPath(Path.Combine(unfinished, name));
            if (!path.StartsWith(Path.GetFullPath(unfinished) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{file}: {name} leads out of the package.");
            }

            // The container's own parts, which no package manager unpacks.
            if (entry.Name.Length > 0 && name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path));
                entry.ExtractToFile(path);
            }
        }
    }

    Directory.Move(unfinished, folder);
}

internal readonly record struct Package(string Id, string Version)
{
    public string Name => $"{Id}.{Version}";
}
