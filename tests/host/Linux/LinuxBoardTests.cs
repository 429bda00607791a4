using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Linux
{
    /// <summary>The program on the pins of a Linux board: --gpio linux.</summary>
    [TestClass]
    public class LinuxBoardTests
    {
        private const string Pins = "led:17 relay:27:low button:22:low:up";

        [TestMethod]
        [DataRow("stand-in")]
        [DataRow("gpio-sim")]
        public async Task Outputs_follow_commands_and_are_safe_at_the_end(string board)
        {
            using LinuxBoard linux = LinuxBoard.Create(board);
            using SimulatorProcess program = linux.Start("--pins", Pins);
            using HttpClient client = program.NewClient();
            Assert.IsFalse(linux.IsHigh(17));
            Assert.IsTrue(linux.IsHigh(27), "off is high for a relay that is on when low");
            await client.PutAsync("/api/channels/led", new StringContent("{\"value\":1}"));
            await client.PutAsync("/api/channels/relay", new StringContent("{\"value\":1}"));
            Assert.IsTrue(linux.IsHigh(17));
            Assert.IsFalse(linux.IsHigh(27));
            program.SendTerminate();
            Assert.AreEqual(0, program.WaitForExit());
            Assert.IsFalse(board == "stand-in" && (linux.IsHigh(17) || !linux.IsHigh(27)), "the safe values stay on the lines that were driven last");
        }

        [TestMethod]
        [DataRow("stand-in")]
        [DataRow("gpio-sim")]
        public async Task A_press_is_an_event_and_is_counted_once(string board)
        {
            using LinuxBoard linux = LinuxBoard.Create(board);
            linux.Wire(22, true);
            using SimulatorProcess program = linux.Start("--pins", Pins);
            using BoardClient client = await BoardClient.ConnectAsync(program.Port);
            await client.ReceiveAsync("hello");
            linux.Wire(22, false);
            JsonElement pressed = await client.ReceiveAsync("event");
            Assert.AreEqual("button", pressed.GetProperty("channel").GetString());
            Assert.AreEqual(1, pressed.GetProperty("value").GetInt32());
            for (int i = 0; i < 200; i++)
            {
                linux.Wire(22, i % 2 == 0);
            }

            linux.Wire(22, true);
            JsonElement released = await client.ReceiveAsync("event");
            Assert.AreEqual(0, released.GetProperty("value").GetInt32());
            Assert.AreEqual(2, released.GetProperty("edges").GetInt32());
        }

        [TestMethod]
        public async Task An_open_contact_reads_as_its_pull_up_makes_it()
        {
            using StandInBoard linux = new StandInBoard();
            using SimulatorProcess program = linux.Start("--pins", Pins);
            using HttpClient client = program.NewClient();
            Assert.IsTrue(linux[22].HasPullUp);
            Assert.Contains("\"id\":\"button\",\"kind\":\"input\",\"unit\":\"\",\"value\":0", await client.GetStringAsync("/api/state"));
        }

        [TestMethod]
        public async Task A_restart_over_HTTP_takes_the_pins_anew()
        {
            using StandInBoard linux = new StandInBoard();
            using SimulatorProcess program = linux.Start("--pins", Pins);
            using HttpClient client = program.NewClient();
            Assert.AreEqual(1, linux[17].OutputRequests);
            (await client.PostAsync("/api/restart", null)).EnsureSuccessStatusCode();
            Until.True(() => linux[17].OutputRequests == 2, "The restart should take the LED's pin again.");
            Until.True(
                () =>
                {
                    try
                    {
                        client.PutAsync("/api/channels/led", new StringContent("{\"value\":1}")).GetAwaiter().GetResult();
                        return linux.IsHigh(17);
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                },
                "The LED should obey after the restart.");
        }

        [TestMethod]
        public void A_pin_in_use_ends_the_program_with_what_to_do()
        {
            using StandInBoard linux = new StandInBoard();
            linux[27].Occupy(true);
            AssertEnds(linux.StartInVain("--pins", Pins), "GPIO27 of gpiochip0 is in use", "gpioinfo");
            Assert.IsFalse(linux[17].IsRequested, "the pin that was opened before is free again");
        }

        [TestMethod]
        public async Task A_pin_of_the_settings_that_is_in_use_is_a_notice_as_on_a_board()
        {
            using StandInBoard linux = new StandInBoard();
            linux[27].Occupy(true);
            string folder = Directory.CreateTempSubdirectory("nano-linux").FullName;
            File.WriteAllBytes(Path.Combine(folder, "settings.0.txt"), SavedSettings.Of(Encoding.ASCII.GetBytes("pins=led:17 relay:27\n")));
            using (SimulatorProcess program = linux.Start("--settings", folder))
            using (HttpClient client = program.NewClient())
            {
                Assert.Contains("GPIO27 of gpiochip0 is in use", await client.GetStringAsync("/api/state"));
            }

            linux[27].Occupy(false);
            using (SimulatorProcess program = linux.Start("--settings", folder))
            using (HttpClient client = program.NewClient())
            {
                Assert.Contains("\"id\":\"relay\"", await client.GetStringAsync("/api/state"));
            }

            Directory.Delete(folder, true);
        }

        [TestMethod]
        public void Pins_of_the_command_line_win_over_those_of_the_settings()
        {
            using StandInBoard linux = new StandInBoard();
            string folder = Directory.CreateTempSubdirectory("nano-linux").FullName;
            File.WriteAllBytes(Path.Combine(folder, "settings.0.txt"), SavedSettings.Of(Encoding.ASCII.GetBytes("pins=led:5\n")));
            using (SimulatorProcess program = linux.Start("--settings", folder, "--pins", Pins))
            {
                Assert.IsTrue(linux[17].IsRequested);
                Assert.IsFalse(linux[5].IsRequested);
            }

            Directory.Delete(folder, true);
        }

        [TestMethod]
        public void A_chip_that_is_missing_ends_the_program_with_what_to_do()
        {
            using StandInBoard linux = new StandInBoard();
            AssertEnds(linux.StartInVain("--gpio-chip", "7"), "There is no /dev/gpiochip7");
            AssertEnds(linux.StartInVain("--pins", "led:54"), "has no GPIO 54", "0 to 53");
            AssertEnds(linux.StartInVain("--pins", "pot:0"), "--adc");
            AssertEnds(linux.StartInVain("--adc", "iio:99"), "There is no converter /sys/bus/iio/devices/iio:device99");
        }

        [TestMethod]
        public void Rights_that_are_missing_end_the_program_with_what_to_do()
        {
            using StandInBoard linux = new StandInBoard();
            Dictionary<string, string> environment = new Dictionary<string, string>(linux.Environment) { ["GPIO_STAND_IN_DENIED"] = "1" };
            AssertEnds(SimulatorProcess.StartInVain(environment, "--gpio", "linux", "--port", "0"), "There is no right to use /dev/gpiochip0", "usermod -aG");
        }

        [TestMethod]
        [DataRow("--chip", "esp32")]
        [DataRow("--seed", "2")]
        [DataRow("--mdns-port", "0")]
        [DataRow("--dns-port", "0")]
        [DataRow("--dhcp-port", "0")]
        public void Options_of_the_simulated_board_are_refused_with_linux(string option, string value)
        {
            using SimulatorProcess program = SimulatorProcess.StartInVain(null, "--gpio", "linux", option, value);
            Assert.AreEqual(2, program.WaitForExit());
            Assert.Contains($"{option} is for the simulated board", program.Error);
        }

        [TestMethod]
        [DataRow("--pins", "led:17")]
        [DataRow("--gpio-chip", "1")]
        [DataRow("--adc", "iio")]
        public void Options_of_linux_are_refused_with_the_simulated_board(string option, string value)
        {
            using SimulatorProcess program = SimulatorProcess.StartInVain(null, option, value);
            Assert.AreEqual(2, program.WaitForExit());
            Assert.Contains($"{option} takes effect with --gpio linux only", program.Error);
        }

        [TestMethod]
        [DataRow("--pins", "led")]
        [DataRow("--pins", "fan:17")]
        [DataRow("--pins", "led:17 relay:17")]
        [DataRow("--adc", "mcp3008")]
        [DataRow("--password-file", "/there/is/none")]
        public void A_wrong_value_is_a_bad_option(string option, string value)
        {
            using SimulatorProcess program = SimulatorProcess.StartInVain(null, "--gpio", "linux", option, value);
            Assert.AreEqual(2, program.WaitForExit());
            Assert.Contains(option, program.Error);
        }

        [TestMethod]
        public async Task The_password_comes_from_a_file()
        {
            string file = Path.GetTempFileName();
            File.WriteAllText(file, "a long password\nsecond line\n");
            using SimulatorProcess program = SimulatorProcess.Start("--password-file", file);
            using HttpClient client = program.NewClient();
            Assert.AreEqual(401, (int)(await client.GetAsync("/api/state")).StatusCode);
            client.DefaultRequestHeaders.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("nano:a long password")));
            Assert.AreEqual(200, (int)(await client.GetAsync("/api/state")).StatusCode);
            File.Delete(file);
        }

        [TestMethod]
        public void Systemd_is_notified_that_the_service_is_ready_lives_and_stops()
        {
            using StandInBoard linux = new StandInBoard();
            string path = Path.Combine(Path.GetTempPath(), $"nano-notify-{Environment.ProcessId}");
            using Socket socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = Until.Patience };
            socket.Bind(new UnixDomainSocketEndPoint(path));
            Dictionary<string, string> environment = new Dictionary<string, string>(linux.Environment) { ["NOTIFY_SOCKET"] = path, ["WATCHDOG_USEC"] = "200000" };
            using (SimulatorProcess program = SimulatorProcess.Start(environment, new[] { "--gpio", "linux", "--pins", Pins }))
            {
                Assert.AreEqual("READY=1", Receive(socket));
                Assert.AreEqual("WATCHDOG=1", Receive(socket));
                Assert.AreEqual("WATCHDOG=1", Receive(socket));
                program.SendTerminate();
                Assert.AreEqual(0, program.WaitForExit());
            }

            string last;
            do
            {
                last = Receive(socket);
            }
            while (last == "WATCHDOG=1");
            Assert.AreEqual("STOPPING=1", last);
            File.Delete(path);
        }

        private static string Receive(Socket socket)
        {
            byte[] buffer = new byte[256];
            return Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer));
        }

        private static void AssertEnds(SimulatorProcess program, params string[] words)
        {
            using (program)
            {
                Assert.AreEqual(1, program.WaitForExit(), program.Output);
                foreach (string word in words)
                {
                    Assert.Contains(word, program.Error);
                }
            }
        }
    }
}
