using System.Reflection;
using Nano.Firmware;

[assembly: AssemblyTitle("Nano.Firmware")]
[assembly: AssemblyDescription("A board's channels, streamed to web pages and switched by them.")]
[assembly: AssemblyProduct("nano")]
[assembly: AssemblyVersion(Device.Version + ".0")]
[assembly: AssemblyFileVersion(Device.Version + ".0")]
