using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>Runs node's parser over bytes; see llhttp/observe.mjs.</summary>
    internal static class LlhttpParser
    {
        /// <summary>Observes each of many clients' bytes; null when this machine has no node.</summary>
        public static List<Observation> Observe(IReadOnlyList<byte[]> cases)
        {
            Process node;
            try
            {
                node = Process.Start(Command.StartInfo("node", Repository.FullPath("tests/host/Http/llhttp/observe.mjs")));
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }

            using (node)
            using (new Timer(_ => node.Kill(true), null, Until.Patience, Timeout.Infinite))
            {
                Task<string> complaints = node.StandardError.ReadToEndAsync();
                Task writing = Task.Run(() => Write(cases, node.StandardInput));
                List<Observation> observations = new List<Observation>();
                while (node.StandardOutput.ReadLine() is string line)
                {
                    observations.Add(Read(line));
                }

                node.WaitForExit();
                Assert.HasCount(cases.Count, observations, complaints.Result);
                writing.Wait();
                return observations;
            }
        }

        private static void Write(IReadOnlyList<byte[]> cases, StreamWriter input)
        {
            foreach (byte[] bytes in cases)
            {
                input.WriteLine(Convert.ToBase64String(bytes));
            }

            input.Close();
        }

        private static Observation Read(string line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            Observation observation = new Observation { Ending = Enum.Parse<Ending>(root.GetProperty("end").GetString(), true) };
            if (root.TryGetProperty("code", out JsonElement code))
            {
                observation.Code = code.GetString();
            }

            foreach (JsonElement message in root.GetProperty("messages").EnumerateArray())
            {
                observation.Messages.Add(new Message
                {
                    Method = message.GetProperty("method").GetString(),
                    Target = message.GetProperty("url").GetString(),
                    Version = message.GetProperty("version").GetString(),
                    Fields = Strings(message.GetProperty("fields")),
                    Body = message.GetProperty("body").GetBytesFromBase64(),
                    Persists = message.GetProperty("persists").GetBoolean(),
                    Upgrades = message.GetProperty("upgrade").GetBoolean(),
                    IsWhole = message.GetProperty("whole").GetBoolean(),
                });
            }

            observation.Trim();
            return observation;
        }

        private static string[] Strings(JsonElement array)
        {
            string[] strings = new string[array.GetArrayLength()];
            for (int i = 0; i < strings.Length; i++)
            {
                strings[i] = array[i].GetString();
            }

            return strings;
        }
    }
}
