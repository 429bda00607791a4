using System.Reflection;
using System.Runtime.CompilerServices;
using Nano.Firmware;

[assembly: AssemblyTitle("Nano.Firmware")]
[assembly: AssemblyDescription("A board's channels, streamed to web pages and switched by them.")]
[assembly: AssemblyProduct("nano")]
[assembly: AssemblyVersion(Device.Version + ".0")]
[assembly: AssemblyFileVersion(Device.Version + ".0")]

// The program's assembly on a board, which has what uses the channels' fields: an assembly holds 64 KB of byte code.
[assembly: InternalsVisibleTo("Nano.Board")]
