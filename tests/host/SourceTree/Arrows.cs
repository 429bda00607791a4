using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nano.Tests.Host.SourceTree
{
    /// <summary>Which room of the library may know which: firmware -> Server -> {WebSockets -> Http} -> {Json, Cryptography, Text}, and Json -> Text.</summary>
    internal static class Arrows
    {
        private static readonly string[] s_none = Array.Empty<string>();

        private static readonly Dictionary<string, string[]> s_allowed = new Dictionary<string, string[]>
        {
            ["Text"] = s_none,
            ["Cryptography"] = s_none,
            ["Json"] = new[] { "Text" },
            ["Http"] = new[] { "Json", "Cryptography", "Text" },
            ["WebSockets"] = new[] { "Http", "Json", "Cryptography", "Text" },
            ["Server"] = new[] { "WebSockets", "Http", "Json", "Cryptography", "Text" },
        };

        // What a core that is given its bytes and its time has no use for.
        private static readonly Regex s_outside = new Regex(@"\b(System\.(Net|Threading|IO|Diagnostics|Device)\b|DateTime\s*\.\s*(UtcNow|Now|Today)\b|(Environment|Thread|Socket|Stopwatch|File|Console|Debug)\s*\.)");
        private static readonly Regex s_comment = new Regex(@"//[^\n]*|/\*.*?\*/|""(\\.|[^""\\\n])*""", RegexOptions.Singleline);

        public static IReadOnlyCollection<string> Rooms => s_allowed.Keys;

        public static bool IsCore(string room)
        {
            return room != "Server";
        }

        /// <summary>Says what a source file of a room does that it may not.</summary>
        public static List<string> Check(string room, string file, string source)
        {
            List<string> complaints = new List<string>();
            string code = s_comment.Replace(source, " ");
            foreach (string other in s_allowed.Keys.Append("Firmware").Where(other => other != room && !s_allowed[room].Contains(other)))
            {
                if (Regex.IsMatch(code, $@"\b(Nano\.Web\.|Nano\.){other}\b") || Regex.IsMatch(code, $@"(?<![.\w]){other}\.[A-Z]"))
                {
                    complaints.Add($"{file}: {room} must not know {other}.");
                }
            }

            string name = Regex.Match(code, @"namespace\s+([\w.]+)").Groups[1].Value;
            if (name != "Nano.Web." + room)
            {
                complaints.Add($"{file}: its namespace is {name}, its room {room}.");
            }

            if (IsCore(room))
            {
                if (Regex.IsMatch(code, @"^\s*#\s*if", RegexOptions.Multiline))
                {
                    complaints.Add($"{file}: no #if in the core.");
                }

                Match outside = s_outside.Match(code);
                if (outside.Success)
                {
                    complaints.Add($"{file}: {outside.Value.Trim()} in the core, which sees no socket, thread, clock or file.");
                }
            }

            return complaints;
        }
    }
}
