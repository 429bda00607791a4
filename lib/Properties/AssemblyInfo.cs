using System.Reflection;

[assembly: AssemblyTitle("Nano.Web")]
[assembly: AssemblyDescription("HTTP/1.1 and WebSocket server for .NET nanoFramework, in fixed memory.")]
[assembly: AssemblyProduct("nano")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
