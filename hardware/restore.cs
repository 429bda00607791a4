// Installs the nanoFramework packages of all packages.config files into packages/<Id>.<Version>/. It needs only the .NET SDK:
//
//   dotnet run hardware/restore.cs                     from the folder in NANO_FEED, otherwise from the public feed
//   dotnet run hardware/restore.cs -- <folder>         from a folder of .nupkg files
//   dotnet run hardware/restore.cs -- <address>        from another feed
//
// Existing packages are not changed. Exit code: 0 all packages are present, 1 a package is not available, 2 invalid command line.

// Native code, the default, would require more than the SDK.
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
        Console.Error.WriteLine($"restore: there is no folder {source}. Specify a folder with nanoFramework's packages (.nupkg), or omit the argument and NANO_FEED to use the public feed.");
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
            Console.Error.WriteLine($"restore: {package.Name}.nupkg is not in {source}. Copy it there, or omit the argument and NANO_FEED to use the public feed.");
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

// Finds the packages of all packages.config files outside the output folders of builds and tools.
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

// Downloads the packages with the SDK. Returns their folder, or null after printing the errors.
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

    Console.Error.WriteLine("restore: the packages could not be downloaded from the feed. If this computer cannot reach it, copy the .nupkg files into a folder and run: dotnet run hardware/restore.cs -- <folder>");
    return null;
}

// Finds a package's file in the folder itself, or in NuGet's layout <id>/<version>/ in lower case.
static string Find(string folder, Package package)
{
    string file = package.Name + ".nupkg";
    string nested = Path.Combine(folder, package.Id.ToLowerInvariant(), package.Version.ToLowerInvariant());
    return new[] { folder, nested }.Where(Directory.Exists).SelectMany(Directory.GetFiles).FirstOrDefault(path => Path.GetFileName(path).Equals(file, StringComparison.OrdinalIgnoreCase));
}

// Unpacks into a temporary folder first, so that a folder with the package's name is always complete.
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
                throw new InvalidDataException($"{file}: the path {name} leads outside the package.");
            }

            // Omits the parts of the package format itself, as package managers do.
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
