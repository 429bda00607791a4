using System.Reflection;

[assembly: AssemblyTitle("Nano.Web")]
[assembly: AssemblyDescription("HTTP/1.1 and WebSocket server for .NET nanoFramework, in fixed memory.")]
[assembly: AssemblyProduct("nano")]
[assembly: AssemblyVersion(Nano.Web.Server.WebServer.Version + ".0")]
[assembly: AssemblyFileVersion(Nano.Web.Server.WebServer.Version + ".0")]
