using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Examples;
using Nano.Tests.Host.SourceTree;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Packages
{
    /// <summary>The packages as users get them.</summary>
    [TestClass]
    public class PackageTests
    {
        private static string s_folder;

        [ClassInitialize]
        public static void Pack(TestContext context)
        {
            s_folder = Directory.CreateTempSubdirectory().FullName;

            // Built apart from the tree's own output, which other tests use meanwhile.
            Command pack = Command.TryRun("dotnet", "pack", Repository.FullPath("lib/Nano.Web.csproj"), "-c", "Release", "-o", Path.Combine(s_folder, "feed"), "-p:ArtifactsPath=" + Path.Combine(s_folder, "artifacts"), "-nodeReuse:false");
            Assert.AreEqual(0, pack.ExitCode, pack.Text + pack.Error);
        }

        [ClassCleanup]
        public static void Remove()
        {
            Directory.Delete(s_folder, true);
        }

        [TestMethod]
        public void The_package_has_the_assembly_its_documentation_README_and_licence()
        {
            using ZipArchive package = ZipFile.OpenRead(Path.Combine(s_folder, "feed", $"Nano.Web.{WebServer.Version}.nupkg"));
            string[] files = package.Entries.Select(entry => entry.FullName).ToArray();

            foreach (string file in new[] { "lib/net10.0/Nano.Web.dll", "lib/net10.0/Nano.Web.xml", "PACKAGE.md", "LICENSE" })
            {
                Assert.Contains(file, files);
            }

            using StreamReader reader = new StreamReader(package.GetEntry("Nano.Web.nuspec").Open());
            string nuspec = reader.ReadToEnd();
            Assert.Contains("<license type=\"expression\">MIT</license>", nuspec);
            Assert.Contains("<readme>PACKAGE.md</readme>", nuspec);
            Assert.DoesNotContain("<dependency ", nuspec);
            using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(s_folder, "feed", $"Nano.Web.{WebServer.Version}.snupkg"));
            Assert.IsNotNull(symbols.GetEntry("lib/net10.0/Nano.Web.pdb"));
        }

        [TestMethod]
        public void The_program_of_the_README_runs_in_a_new_console_project()
        {
            int port = ExampleProcess.FindFreePort();
            string snippet = SnippetTests.Snippets(Repository.Read("README.md")).First(SnippetTests.IsProgram);
            Assert.AreEqual(snippet, SnippetTests.Snippets(Repository.Read("lib/PACKAGE.md")).Single());
            Assert.AreEqual(snippet, SnippetTests.Snippets(Repository.Read("README.zh.md")).First(SnippetTests.IsProgram));
            Assert.Contains("8080", snippet);
            using ExampleProcess program = new ExampleProcess(Build("console", snippet.Replace("8080", port.ToString())), port);

            Assert.AreEqual("Hello world\n", program.Get("hello/world"));
            using ClientWebSocket socket = new ClientWebSocket();
            using CancellationTokenSource patience = new CancellationTokenSource(60_000);
            socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/chat"), patience.Token).GetAwaiter().GetResult();
            socket.SendAsync("hi"u8.ToArray(), WebSocketMessageType.Text, true, patience.Token).GetAwaiter().GetResult();
            byte[] buffer = new byte[16];
            WebSocketReceiveResult result = socket.ReceiveAsync(buffer, patience.Token).GetAwaiter().GetResult();
            Assert.AreEqual("hi", Encoding.UTF8.GetString(buffer, 0, result.Count));
        }

        [TestMethod]
        public void The_package_of_nanoFramework_has_the_layout_of_official_packages()
        {
            string built = Path.Combine(s_folder, "built");
            Directory.CreateDirectory(built);
            foreach (string extension in new[] { "dll", "pdb", "pdbx", "pe", "xml" })
            {
                File.WriteAllText(Path.Combine(built, "Nano.Web." + extension), extension);
            }

            Command pack = Command.TryRun("dotnet", "run", Repository.FullPath("hardware/pack.cs"), "--", "--from", built, "--to", s_folder);
            Assert.AreEqual(0, pack.ExitCode, pack.Text + pack.Error);

            using ZipArchive package = ZipFile.OpenRead(Path.Combine(s_folder, $"Nano.Web.nanoFramework.{WebServer.Version}.nupkg"));
            string[] files = package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
            CollectionAssert.AreEqual(new[] { "lib/Nano.Web.dll", "lib/Nano.Web.pdb", "lib/Nano.Web.pdbx", "lib/Nano.Web.pe", "lib/Nano.Web.xml" }, files);
            Assert.IsNotNull(package.GetEntry("docs/README.md"));
            Assert.IsNotNull(package.GetEntry("[Content_Types].xml"));
            using StreamReader reader = new StreamReader(package.GetEntry("Nano.Web.nanoFramework.nuspec").Open());
            System.Xml.Linq.XElement metadata = System.Xml.Linq.XDocument.Parse(reader.ReadToEnd()).Root.Elements().Single();
            string[] dependencies = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id").Value + " " + element.Attribute("version").Value).ToArray();
            Assert.Contains("nanoFramework.CoreLibrary 1.17.11", dependencies);
            Assert.Contains("nanoFramework.System.Net 1.11.54", dependencies);
            Assert.HasCount(7, dependencies);
        }

        [TestMethod]
        public void Without_a_build_there_is_no_package_of_nanoFramework()
        {
            Command pack = Command.TryRun("dotnet", "run", Repository.FullPath("hardware/pack.cs"), "--", "--from", Path.Combine(s_folder, "nothing"), "--to", s_folder);

            Assert.AreEqual(1, pack.ExitCode);
            Assert.Contains("Nano.Web.dll", pack.Error);
        }

        [TestMethod]
        public void There_is_one_version()
        {
            string[] places = Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith("proj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal))
                .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && Repository.Read(file).Contains($"\"{WebServer.Version}", StringComparison.Ordinal)).ToArray();

            CollectionAssert.AreEqual(new[] { "lib/Server/WebServer.cs" }, places);
            Assert.AreEqual(WebServer.Version + ".0", typeof(WebServer).Assembly.GetName().Version.ToString());
        }

        /// <summary>Builds a console project as <c>dotnet new console</c> makes it, with the package from the folder and no other feed.</summary>
        private static string Build(string name, string program)
        {
            string folder = Path.Combine(s_folder, name);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
            File.WriteAllText(Path.Combine(folder, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"folder\" value=\"{Path.Combine(s_folder, "feed")}\" /></packageSources><config><add key=\"globalPackagesFolder\" value=\"{Path.Combine(s_folder, "packages")}\" /></config></configuration>");
            File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <NuGetAudit>false</NuGetAudit>
                    <UseAppHost>false</UseAppHost>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Nano.Web" Version="{WebServer.Version}" />
                  </ItemGroup>
                </Project>
                """);
            Command build = Command.TryRun("dotnet", "build", Path.Combine(folder, name + ".csproj"), "-o", Path.Combine(folder, "out"), "-nodeReuse:false");
            Assert.AreEqual(0, build.ExitCode, build.Text + build.Error);
            return Path.Combine(folder, "out", name + ".dll");
        }
    }
}
