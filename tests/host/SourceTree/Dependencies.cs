using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>The dependencies that the folders of a source tree may have on each other, and what is outside the reach of its core. One namespace belongs to each folder.</summary>
    internal sealed class Dependencies
    {
        private static readonly Regex s_outside = new Regex(@"\b(System\.(Net|Threading|IO|Diagnostics|Device)\b|DateTime\s*\.\s*(UtcNow|Now|Today)\b|(Environment|Thread|Socket|Stopwatch|File|Console|Debug)\s*\.)");
        private static readonly Regex s_comment = new Regex(@"//[^\n]*|/\*.*?\*/|""(\\.|[^""\\\n])*""", RegexOptions.Singleline);

        private readonly Dictionary<string, string[]> _allowed;
        private readonly string _prefix;
        private readonly string[] _above;
        private readonly Func<string, string, bool> _isCore;

        private Dependencies(string folder, string prefix, string[] above, Dictionary<string, string[]> allowed, Func<string, string, bool> isCore)
        {
            Folder = folder;
            _prefix = prefix;
            _above = above;
            _allowed = allowed;
            _isCore = isCore;
        }

        /// <summary>The library: Server -> {WebSockets -> Http} -> {Json, Cryptography, Text}, and Json -> Text.</summary>
        public static Dependencies Library { get; } = new Dependencies("lib", "Nano.Web", new[] { "Nano.Firmware" }, new Dictionary<string, string[]>
        {
            ["Text"] = Array.Empty<string>(),
            ["Cryptography"] = Array.Empty<string>(),
            ["Json"] = new[] { "Text" },
            ["Http"] = new[] { "Json", "Cryptography", "Text" },
            ["WebSockets"] = new[] { "Http", "Json", "Cryptography", "Text" },
            ["Server"] = new[] { "WebSockets", "Http", "Json", "Cryptography", "Text" },
        }, (folder, file) => folder != "Server");

        /// <summary>The firmware: Program -> Startup -> Device -> {Web, Mqtt} -> Network -> {Settings, Telemetry} -> {Access, Boards} -> {Messages, Drivers} -> {Cbor, Channels}.</summary>
        public static Dependencies Firmware { get; } = new Dependencies("firmware", "Nano.Firmware", Array.Empty<string>(), new Dictionary<string, string[]>
        {
            ["Channels"] = Array.Empty<string>(),
            ["Cbor"] = Array.Empty<string>(),
            ["Pages"] = Array.Empty<string>(),
            ["Drivers"] = new[] { "Channels" },
            ["Boards"] = new[] { "Drivers", "Channels" },
            ["Messages"] = new[] { "Channels", "Cbor" },
            ["Access"] = new[] { "Messages" },
            ["Telemetry"] = new[] { "Messages", "Channels" },
            ["Settings"] = new[] { "Access", "Boards", "Messages", "Channels" },
            ["Network"] = new[] { "Settings", "Messages", "Channels" },
            ["Web"] = new[] { "Network", "Settings", "Boards", "Drivers", "Access", "Telemetry", "Messages", "Channels", "Pages" },
            ["Mqtt"] = new[] { "Settings", "Messages", "Channels" },
            ["Startup"] = new[] { "Web", "Mqtt", "Network", "Settings", "Boards", "Drivers", "Access", "Telemetry", "Messages", "Channels" },
        }, IsFirmwareCore);

        /// <summary>The top folder of the tree.</summary>
        public string Folder { get; }

        /// <summary>The folders that take part.</summary>
        public IReadOnlyCollection<string> Folders => _allowed.Keys;

        /// <summary>Checks one source file.</summary>
        /// <param name="folder">The folder of the tree that it is in.</param>
        /// <param name="file">Its name, for the complaints; the name decides whether it belongs to one target.</param>
        /// <param name="source">Its text.</param>
        /// <returns>A sentence for each dependency that is not allowed; empty if there is none.</returns>
        public List<string> Check(string folder, string file, string source)
        {
            List<string> complaints = new List<string>();
            string code = s_comment.Replace(source, " ");
            foreach (string other in _allowed.Keys.Where(other => other != folder && !_allowed[folder].Contains(other)))
            {
                string parent = _prefix.Substring(_prefix.LastIndexOf('.') + 1);
                bool isNamed = Regex.IsMatch(code, $@"\b{Regex.Escape(_prefix)}\.{other}\b") || Regex.IsMatch(code, $@"(?<![.\w]){parent}\.{other}\b")
                    || Regex.IsMatch(code, $@"(?<![.\w]){other}\.[A-Z]\w*\s+[_a-z]") || Regex.IsMatch(code, $@"\bnew\s+{other}\.[A-Z]");
                if (isNamed)
                {
                    complaints.Add($"{file}: {folder} must not depend on {other}.");
                }
            }

            complaints.AddRange(_above.Where(name => Regex.IsMatch(code, $@"\b{Regex.Escape(name)}\b")).Select(name => $"{file}: {folder} must not depend on {name}."));
            // Types of the parent's namespace need no using directive.
            bool namesRoot = Regex.IsMatch(code, @"(?<![.\w])Device(\s+\w+\s*[;,)=(]|\.Version)") || Regex.IsMatch(code, $@"using\s+{Regex.Escape(_prefix)}\s*;");
            if (namesRoot && folder != "Startup")
            {
                complaints.Add($"{file}: {folder} must not depend on the composition root.");
            }

            string actual = Regex.Match(code, @"namespace\s+([\w.]+)").Groups[1].Value;
            if (actual != _prefix + "." + folder)
            {
                complaints.Add($"{file}: its namespace is {actual}, its folder {folder}.");
            }

            if (_isCore(folder, file))
            {
                CheckCore(file, code, complaints);
            }

            return complaints;
        }

        private static void CheckCore(string file, string code, List<string> complaints)
        {
            if (Regex.IsMatch(code, @"^\s*#\s*if", RegexOptions.Multiline))
            {
                complaints.Add($"{file}: the core has no #if.");
            }

            Match outside = s_outside.Match(code);
            if (outside.Success)
            {
                complaints.Add($"{file}: {outside.Value.Trim()} in the core, which sees no socket, thread, clock, pin or file.");
            }
        }

        // Drivers, Startup and the files of one target may use the platform; so may the store that keeps settings in files, and the board that opens its pins.
        private static bool IsFirmwareCore(string folder, string file)
        {
            bool isOfOneTarget = file.EndsWith(".Device.cs", StringComparison.Ordinal) || file.EndsWith(".Desktop.cs", StringComparison.Ordinal);
            bool isException = file.EndsWith("/FileSettingsStore.cs", StringComparison.Ordinal) || file.EndsWith("/DriverTable.cs", StringComparison.Ordinal);
            return folder != "Drivers" && folder != "Startup" && !isOfOneTarget && !isException;
        }
    }
}
