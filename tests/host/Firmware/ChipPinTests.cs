using System;
using System.Collections.Generic;
using System.Device.Adc;
using System.Device.Gpio;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Simulator;
using Nano.Tests.Host.Support;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The firmware over the pins of each chip, as the runtime has them: it starts and serves with every number for every channel.</summary>
    [TestClass]
    public class ChipPinTests
    {
        [TestMethod]
        [DataRow("esp32")]
        [DataRow("esp32-c3")]
        [DataRow("esp32-s3")]
        public void With_every_number_for_every_driver_the_board_serves_and_uses_pins_that_the_chip_has_free(string name)
        {
            Chip chip = Chip.Find(name);
            foreach (string driver in new[] { "output", "input", "adc", "counter" })
            {
                for (int pin = 0; pin <= 60; pin++)
                {
                    string line = $"channel=part {driver} pin={pin}";
                    using ChipPlatform platform = new ChipPlatform(chip, line + "\n");
                    string state = platform.GetState();
                    Assert.StartsWith("HTTP/1.1 200 ", state, line);
                    Assert.IsNull(platform.Board.StopReason, line);

                    // Exactly the described channel is there, or the board's own and the reason.
                    bool isUsed = state.Contains("\"part\"");
                    Assert.AreNotEqual(isUsed, state.Contains("\"led\""), line);
                    Assert.AreNotEqual(isUsed, platform.Lines.Contains($"\"pin={pin}\": "), line + platform.Lines);
                    Assert.DoesNotContain("cannot be made", platform.Lines, line);
                    int[] expected = !isUsed ? new[] { platform.Board.Chip.LedPin, platform.Board.Chip.RelayPin, platform.Board.Chip.ButtonPin } : driver == "adc" ? Array.Empty<int>() : new[] { pin };
                    CollectionAssert.AreEquivalent(expected, Enumerable.Range(0, chip.PinCount).Where(number => chip.HasPin(number) && platform.Gpio.IsPinOpen(number)).ToArray(), line);
                }
            }
        }

        [TestMethod]
        [DataRow("esp32", 2)]
        [DataRow("esp32-c3", 6)]
        [DataRow("esp32-s3", 2)]
        public void Without_settings_the_parts_of_the_board_work(string name, int pin)
        {
            using ChipPlatform platform = new ChipPlatform(Chip.Find(name), null);
            Assert.StartsWith("HTTP/1.1 200 ", platform.GetState());
            Assert.StartsWith($"channel=led output pin={pin}\n", Chip.Find(name).DefaultChannels);
            DigitalOutput led = (DigitalOutput)platform.Device.Board[0];
            led.Set(1);
            Assert.IsTrue(platform.Board.Led.IsOn);
            Assert.AreEqual("button", platform.Device.Board[2].Id);
        }

        [TestMethod]
        public void A_board_whose_chip_has_no_table_touches_no_pin()
        {
            using ChipPlatform platform = new ChipPlatform(null, "channel=led output pin=2\n");
            string state = platform.GetState();
            Assert.StartsWith("HTTP/1.1 200 ", state);
            Assert.DoesNotContain("\"led\"", state);
            Assert.Contains("does not know the pins of this chip", state);
            Assert.IsFalse(Enumerable.Range(0, 24).Any(platform.Gpio.IsPinOpen));
        }

        /// <summary>A board over memory and fakes.</summary>
        private sealed class ChipPlatform : Platform, IDisposable
        {
            private readonly MemoryTransport _transport = new MemoryTransport(8192, 4);
            private readonly StringBuilder _lines = new StringBuilder();

            public ChipPlatform(Chip chip, string lines)
            {
                Chip = chip;
                Board = new SimulatedBoard(1, new ChipModel(chip ?? Chip.Esp32), () => 0);
                SimulatedBoard.Current = Board;
                Gpio = new ChipController();
                Memory memory = new Memory();
                if (lines != null)
                {
                    memory.Places[0] = SavedSettings.Of(Encoding.ASCII.GetBytes(lines));
                }

                Store = memory;
                Device = new StartSequence(this).Start();
            }

            public override SettingsStore Store { get; }

            public override Chip Chip { get; }

            public SimulatedBoard Board { get; }

            public GpioController Gpio { get; }

            public Device Device { get; }

            public string Lines => _lines.ToString();

            public override long ReadFreeMemory() => 100000;

            public override DriverCatalog Drivers => new DriverTable(null);

            public override Board CreateBoard(BoardDescription description)
            {
                return DescribedBoard.Create(description, new DriverTable(new Equipment(Gpio, new AdcController())));
            }

            public override Transport CreateTransport() => _transport;

            public override bool OnCannotListen(Exception failure) => false;

            public override void Log(string line) => _lines.AppendLine(line);

            public override void Wait(int milliseconds)
            {
            }

            public override void Restart()
            {
            }

            public string GetState()
            {
                MemoryClient client = _transport.Connect();
                byte[] request = Encoding.ASCII.GetBytes("GET /api/state HTTP/1.1\r\nHost: nano\r\nConnection: close\r\n\r\n");
                client.Send(request, 0, request.Length);
                List<byte> reply = new List<byte>();
                byte[] part = new byte[4096];
                for (int now = 0; !client.IsClosed || client.Available > 0; now++)
                {
                    Device.Server.Turn(now);
                    reply.AddRange(part.Take(client.Receive(part, 0, part.Length)));
                }

                return Encoding.UTF8.GetString(reply.ToArray());
            }

            public void Dispose() => Gpio.Dispose();
        }

        private sealed class Memory : SettingsStore
        {
            public byte[][] Places { get; } = Enumerable.Repeat(Array.Empty<byte>(), Count).ToArray();

            public override int Read(int place, byte[] buffer)
            {
                Places[place].CopyTo(buffer, 0);
                return Places[place].Length;
            }

            public override bool Has(int place)
            {
                return Places[place].Length > 0;
            }

            public override bool Write(int place, byte[] buffer, int count)
            {
                Places[place] = buffer.AsSpan(0, count).ToArray();
                return true;
            }
        }
    }
}
