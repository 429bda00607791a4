using System;
using System.Collections.Generic;
using System.Device.Adc;
using System.Device.Gpio;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Bench;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Messages;
using Nano.Firmware.Pages;
using Nano.Simulator;
using Nano.Tests.Fuzz.Engine;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Tests.Fuzz.Tests
{
    /// <summary>
    /// A turn of the loop is short for any request of a client, because all other work waits for it. tests/bench counts the same turns on the
    /// interpreter.
    /// </summary>
    [TestClass]
    public class TurnTests
    {
        // The limit on the interpreter is 20,000 instructions for a turn. It includes a few hundred instructions of the platform, which are not counted here.
        private const int MostInstructions = 19000;

        private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

        private static readonly Lazy<Dictionary<string, long>> s_dearest = new Lazy<Dictionary<string, long>>(Measure);

        [TestMethod]
        public void The_turns_of_all_routes_commands_and_forms_are_within_the_limit()
        {
            string[] tooLong = s_dearest.Value.Where(pair => pair.Value > MostInstructions).Select(pair => $"{pair.Key}: {pair.Value}").ToArray();

            Assert.IsEmpty(tooLong, Environment.NewLine + string.Join(Environment.NewLine, tooLong));
        }

        [TestMethod]
        public void The_count_equals_that_of_the_interpreter()
        {
            // The interpreter counts 18,638 instructions for this handshake without a cookie (tests/bench/README.md), in two turns.
            Assert.IsInRange(10000, 19000, s_dearest.Value["GET /echo"]);

            // It counts about 9,800 instructions for a block of SHA-256, which is the largest part of the most expensive turn here.
            Assert.IsInRange(9800, 16000, s_dearest.Value["POST /api/session (wrong)"]);
        }

        [TestMethod]
        public void Every_method_of_every_route_and_every_command_is_measured()
        {
            FlowBench bench = new FlowBench(CreateBoard(), new Recorder());
            object service = typeof(WebServer).GetField("_service", Any).GetValue(bench.Device.Server);
            object router = typeof(HttpService).GetProperty("Router", Any).GetValue(service);
            byte[][] patterns = (byte[][])typeof(Router).GetField("_patterns", Any).GetValue(router);
            string[][] names = (string[][])typeof(Router).GetField("_names", Any).GetValue(router);
            Resource[] resources = (Resource[])typeof(Router).GetField("_resources", Any).GetValue(router);
            RequestMethod[] methods = { RequestMethod.Get, RequestMethod.Post, RequestMethod.Put, RequestMethod.Delete, RequestMethod.Patch };
            List<string> needed = new List<string>();
            for (int i = 0; i < patterns.Length && patterns[i] != null; i++)
            {
                needed.AddRange(methods.Where(method => (resources[i].Methods & method) != 0).Select(method => method.ToString().ToUpperInvariant() + " " + Template(patterns[i], names[i])));
            }

            Assert.IsGreaterThan(12, needed.Count);
            foreach (string format in new[] { "JSON ", "CBOR " })
            {
                needed.AddRange(Enum.GetNames<CommandVerb>().Where(verb => verb != nameof(CommandVerb.None)).Select(verb => format + verb.ToLowerInvariant()));
            }

            string[] missing = needed.Except(s_dearest.Value.Keys.Select(name => name.Split(" (")[0])).ToArray();
            Assert.IsEmpty(missing, "Add to tests/bench/interpreter/Flows.cs: " + string.Join(", ", missing));
        }

        /// <summary>Writes a route as the program has given it: a pattern has a zero byte for each value.</summary>
        private static string Template(byte[] pattern, string[] names)
        {
            string text = Encoding.UTF8.GetString(pattern);
            for (int i = 0; names != null && i < names.Length; i++)
            {
                int at = text.IndexOf('\0');
                text = text[..at] + "{" + names[i] + "}" + text[(at + 1)..];
            }

            return text;
        }

        private static Dictionary<string, long> Measure()
        {
            string report = Meter.CallCountingInstructions(typeof(TurnTests), nameof(Report));
            return report.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).ToDictionary(parts => parts[0], parts => long.Parse(parts[1]));
        }

        private static string Report()
        {
            // The options of a device except the number of iterations, which are all alike.
            Type cost = typeof(Device).Assembly.GetType("Nano.Firmware.Access.PasswordCost");
            cost.GetField("Slice").SetValue(null, 1);
            cost.GetField("Iterations").SetValue(null, 4);
            Recorder recorder = new Recorder();
            FlowBench bench = new FlowBench(CreateBoard(), recorder);
            bench.Run(DashboardPage.EntityTag);
            return string.Join('\n', recorder.Dearest.Select(pair => pair.Key + "|" + pair.Value));
        }

        private static Board CreateBoard()
        {
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            return DescribedBoard.Create(new BoardDescription(Chip.Esp32), new DriverTable(new Equipment(new ChipController(), new AdcController())));
        }

        private sealed class Recorder : TurnObserver
        {
            private string _name;
            private long _before;

            public Dictionary<string, long> Dearest { get; } = new Dictionary<string, long>();

            public override void Begin(string name)
            {
                _name = name;
                Dearest.Add(name, 0);
            }

            public override void BeforeTurn()
            {
                _before = Meter.Work();
            }

            public override void AfterTurn()
            {
                Dearest[_name] = Math.Max(Dearest[_name], Meter.Work() - _before);
            }
        }
    }
}
