using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Http
{
    /// <summary>The result of a run of curl: the last answer, and curl's own report of the exchange.</summary>
    internal sealed class Curl
    {
        private Curl(string head, byte[] content, string facts, string log)
        {
            Head = head;
            Content = content;
            Facts = facts;
            Log = log;
        }

        /// <summary>The head of the last answer, without its Date.</summary>
        public string Head { get; }

        public byte[] Content { get; }

        public string Text => Encoding.UTF8.GetString(Content);

        public int Status => int.Parse(Head.AsSpan(9, 3));

        /// <summary>The variables that <see cref="Tell"/> selected, for each URL.</summary>
        public string Facts { get; }

        /// <summary>The output of --verbose.</summary>
        public string Log { get; }

        /// <summary>The option that makes curl tell one of its variables for each URL.</summary>
        public static string Tell(string variable)
        {
            return "-w%{stderr}\nFACT %{" + variable + "}\n";
        }

        /// <summary>Runs curl; a test is skipped on a machine without it.</summary>
        /// <param name="arguments">Its arguments, the URL included.</param>
        public static Curl Run(params string[] arguments)
        {
            return Run(Array.Empty<byte>(), arguments);
        }

        /// <summary>Runs curl with bytes for its standard input, which @- stands for.</summary>
        public static Curl Run(byte[] input, params string[] arguments)
        {
            // No settings of this machine's: neither a .curlrc nor a proxy.
            string[] all = new[] { "--disable", "--silent", "--show-error", "--verbose", "--include", "--noproxy", "*", "--max-time", "60" }.Concat(arguments).ToArray();
            Process process;
            try
            {
                process = Process.Start(Command.StartInfo("curl", all));
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Assert.Inconclusive("curl is not on this machine.");
                return null;
            }

            using (process)
            {
                using MemoryStream output = new MemoryStream();
                Task copying = process.StandardOutput.BaseStream.CopyToAsync(output);
                Task<string> log = process.StandardError.ReadToEndAsync();
                try
                {
                    process.StandardInput.BaseStream.Write(input);
                    process.StandardInput.Close();
                }
                catch (IOException)
                {
                    // curl has its answer and wants no more of the content.
                }

                process.WaitForExit();
                Task.WaitAll(copying, log);
                Assert.AreEqual(0, process.ExitCode, log.Result);
                return Parse(output.ToArray(), log.Result);
            }
        }

        /// <summary>A field of the answer; null when it has none.</summary>
        public string Field(string name)
        {
            return Head.Split("\r\n").Where(line => line.StartsWith(name + ": ", StringComparison.Ordinal)).Select(line => line[(name.Length + 2)..]).SingleOrDefault();
        }

        private static Curl Parse(byte[] output, string log)
        {
            // Interim answers and redirects come before the last head.
            string text = Encoding.Latin1.GetString(output);
            int start = 0;
            int end = End(text, start);
            while (text.AsSpan(end).StartsWith("HTTP/1."))
            {
                start = end;
                end = End(text, start);
            }

            string head = string.Join("\r\n", text[start..end].Split("\r\n").Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal)));
            string facts = string.Join(" ", Regex.Matches(log, "^FACT (.*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value.Trim()));
            return new Curl(head, output[end..], facts, log);
        }

        private static int End(string text, int start)
        {
            return text.IndexOf("\r\n\r\n", start, StringComparison.Ordinal) + 4;
        }
    }
}
