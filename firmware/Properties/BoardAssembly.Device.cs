using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("Nano.Board")]
[assembly: AssemblyDescription("A board's channels, settings, access and network, without pages.")]
[assembly: AssemblyProduct("nano")]
[assembly: InternalsVisibleTo("Nano.Firmware")]
[assembly: InternalsVisibleTo("Nano.Bench")]
[assembly: InternalsVisibleTo("Nano.Bench.Start")]
[assembly: InternalsVisibleTo("NFUnitTest")]
