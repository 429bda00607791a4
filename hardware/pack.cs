// Makes the package Nano.Web.nanoFramework of what nanoFramework's tools have built, in the layout of its official packages:
// the assembly, its symbols and its PE file flat in lib/, the README in docs/, the dependencies of lib/packages.config.
//
//   dotnet run hardware/pack.cs                                       after tests/nanoclr.sh --sizes, or msbuild lib/Nano.Web.nfproj
//   dotnet run hardware/pack.cs -- --from <folder> --to <folder>      by default artifacts/nanoframework/Nano.Web/Release and artifacts/package
//
// The version is that of lib/Server/WebServer.cs. Exit code: 0 packed, 1 a file is missing, 2 a wrong command line.

// The default, native code, would need more than the SDK.
#:property PublishAot=false

using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string id = "Nano.Web.nanoFramework";

string repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile()), ".."));
string from = Path.Combine(repository, "artifacts", "nanoframework", "Nano.Web", "Release");
string to = Path.Combine(repository, "artifacts", "package");
for (int i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || args[i] is not ("--from" or "--to"))
    {
        Console.Error.WriteLine("usage: dotnet run hardware/pack.cs [-- --from <folder of the build>] [--to <folder of the package>]");
        return 2;
    }

    if (args[i] == "--from")
    {
        from = args[i + 1];
    }
    else
    {
        to = args[i + 1];
    }
}

string[] files = new[] { "dll", "pdb", "pdbx", "pe", "xml" }.Select(extension => Path.Combine(from, "Nano.Web." + extension)).ToArray();
string missing = files.FirstOrDefault(file => !File.Exists(file));
if (missing != null)
{
    Console.Error.WriteLine($"pack: {missing} is missing: build lib/Nano.Web.nfproj first, for example by tests/nanoclr.sh --sizes");
    return 1;
}

string version = Regex.Match(File.ReadAllText(Path.Combine(repository, "lib", "Server", "WebServer.cs")), "string Version = \"([0-9.]+)\"").Groups[1].Value;
string package = Path.Combine(to, $"{id}.{version}.nupkg");
Directory.CreateDirectory(to);
File.Delete(package);
using (ZipArchive archive = ZipFile.Open(package, ZipArchiveMode.Create))
{
    Add(archive, "_rels/.rels", """
        <?xml version="1.0" encoding="utf-8"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/Nano.Web.nanoFramework.nuspec" Id="manifest" />
        </Relationships>
        """);
    Add(archive, "[Content_Types].xml", """
        <?xml version="1.0" encoding="utf-8"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
          <Default Extension="nuspec" ContentType="application/octet" />
          <Default Extension="dll" ContentType="application/octet" />
          <Default Extension="pdb" ContentType="application/octet" />
          <Default Extension="pdbx" ContentType="application/octet" />
          <Default Extension="pe" ContentType="application/octet" />
          <Default Extension="xml" ContentType="application/octet" />
          <Default Extension="md" ContentType="application/octet" />
        </Types>
        """);
    Add(archive, id + ".nuspec", Manifest());
    archive.CreateEntryFromFile(Path.Combine(repository, "lib", "PACKAGE.md"), "docs/README.md");
    foreach (string file in files)
    {
        archive.CreateEntryFromFile(file, "lib/" + Path.GetFileName(file));
    }
}

Console.WriteLine($"pack: {package}");
return 0;

string Manifest()
{
    XNamespace space = "http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd";
    XElement dependencies = new XElement(space + "dependencies");
    foreach (XElement wanted in XDocument.Load(Path.Combine(repository, "lib", "packages.config")).Root.Elements("package"))
    {
        dependencies.Add(new XElement(space + "dependency", new XAttribute("id", wanted.Attribute("id").Value), new XAttribute("version", wanted.Attribute("version").Value)));
    }

    XElement metadata = new XElement(
        space + "metadata",
        new XElement(space + "id", id),
        new XElement(space + "version", version),
        new XElement(space + "title", id),
        new XElement(space + "authors", "The nano project"),
        new XElement(space + "requireLicenseAcceptance", "false"),
        new XElement(space + "license", new XAttribute("type", "expression"), "MIT"),
        new XElement(space + "readme", "docs/README.md"),
        new XElement(space + "description", "HTTP/1.1, WebSocket and Server-Sent Events in fixed memory, for .NET nanoFramework."),
        new XElement(space + "tags", "nanoframework http websocket server sse esp32"),
        dependencies);
    return new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement(space + "package", metadata);
}

static void Add(ZipArchive archive, string name, string text)
{
    using StreamWriter writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
    writer.Write(text);
}

static string ThisFile([CallerFilePath] string path = null)
{
    return path;
}
