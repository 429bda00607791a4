using System;
using System.Collections.Generic;
using System.Device.Adc;
using System.Device.Gpio;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Simulator;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>
    /// The fakes of GPIO and ADC do what nanoFramework's runtime does on each chip: nf-interpreter, targets/ESP32. GPIO is Microsoft's controller over a driver of the simulator, whose
    /// differences hardware/simulator/README.md lists.
    /// </summary>
    [TestClass]
    public class FakePinTests
    {
        // CLR_E_PIN_UNAVAILABLE.
        private const int PinUnavailable = unchecked((int)0xD4000000);

        private SimulatedBoard _board;
        private GpioController _gpio;
        private AdcController _adc;

        [TestMethod]
        [DataRow("esp32", "24 28 29 30 31 40 41 60", 40)]
        [DataRow("esp32-c3", "22 23 30 39 48 60", 22)]
        [DataRow("esp32-s3", "22 23 24 25 49 60", 49)]
        public void A_pin_that_the_chip_lacks_is_open_for_IsPinOpen_only(string chip, string missing, int count)
        {
            Begin(chip);
            Assert.AreEqual(count, _gpio.PinCount);
            foreach (int pin in missing.Split(' ').Select(int.Parse).Prepend(-1))
            {
                Assert.IsTrue(_gpio.IsPinOpen(pin), $"{pin}");
                Assert.ThrowsExactly<InvalidOperationException>(() => _gpio.ClosePin(pin));
                Assert.Throws<Exception>(() => _gpio.OpenPin(pin));
                Assert.ThrowsExactly<InvalidOperationException>(() => _gpio.SetPinMode(pin, PinMode.Input));
                Assert.ThrowsExactly<InvalidOperationException>(() => _gpio.Read(pin));
                Assert.ThrowsExactly<InvalidOperationException>(() => _gpio.Write(pin, PinValue.High));
                Assert.IsFalse(_gpio.IsPinModeSupported(pin, PinMode.Input));
            }
        }

        [TestMethod]
        [DataRow("esp32")]
        [DataRow("esp32-c3")]
        [DataRow("esp32-s3")]
        public void A_pin_of_the_chip_is_opened_once_and_again_after_it_has_been_closed(string chip)
        {
            Begin(chip);
            for (int pin = 0; pin < _gpio.PinCount; pin++)
            {
                if (Chip.Find(chip).HasPin(pin))
                {
                    Assert.IsFalse(_gpio.IsPinOpen(pin), $"{pin}");
                    Assert.ThrowsExactly<InvalidOperationException>(() => _gpio.ClosePin(pin));
                    GpioPin opened = _gpio.OpenPin(pin);
                    Assert.AreEqual(PinMode.Input, opened.GetPinMode());
                    Assert.IsTrue(_gpio.IsPinOpen(pin));
                    Assert.ThrowsExactly<InvalidOperationException>(() => new ChipController().OpenPin(pin));
                    _gpio.ClosePin(pin);
                    Assert.IsFalse(_gpio.IsPinOpen(pin));
                    Assert.ThrowsExactly<InvalidOperationException>(() => opened.Read());
                    _gpio.OpenPin(pin);
                }
            }
        }

        [TestMethod]
        public void Inputs_only_cannot_be_outputs_and_have_no_pull_up()
        {
            Begin("esp32");
            GpioPin pin = _gpio.OpenPin(35);
            Assert.ThrowsExactly<ArgumentException>(() => pin.SetPinMode(PinMode.Output));
            Assert.AreEqual(PinMode.Input, pin.GetPinMode());
            Assert.IsFalse(pin.IsPinModeSupported(PinMode.Output));

            // The runtime takes the mode; the chip has no resistor for it.
            Assert.IsTrue(pin.IsPinModeSupported(PinMode.InputPullUp));
            pin.SetPinMode(PinMode.InputPullUp);
            Assert.IsFalse((bool)pin.Read());
            GpioPin other = _gpio.OpenPin(33, PinMode.InputPullUp);
            Assert.IsTrue((bool)other.Read());
        }

        [TestMethod]
        public void All_pins_of_a_board_are_closed_with_any_of_its_controllers()
        {
            Begin("esp32");
            _gpio.OpenPin(2, PinMode.Output).Write(PinValue.High);
            new ChipController().Dispose();
            Assert.IsFalse(_board.Led.IsOn);
            new ChipController().OpenPin(2);
        }

        [TestMethod]
        public void A_handler_of_edges_reconfigures_an_output_and_receives_each_write()
        {
            Begin("esp32");
            GpioPin pin = _gpio.OpenPin(2, PinMode.Output);
            pin.Write(PinValue.High);
            List<PinEventTypes> edges = new List<PinEventTypes>();
            void Note(object sender, PinValueChangedEventArgs e) => edges.Add(e.ChangeType);
            pin.ValueChanged += Note;
            Assert.IsFalse(_board.Led.IsOn);
            pin.Toggle();
            pin.Write(PinValue.Low);
            _board.Advance();
            pin.ValueChanged -= Note;
            pin.Write(PinValue.High);
            _board.Advance();
            CollectionAssert.AreEqual(new[] { PinEventTypes.Rising, PinEventTypes.Falling }, edges);
        }

        [TestMethod]
        public void Reading_writing_and_toggling_a_pin_allocates_nothing()
        {
            Begin("esp32");
            GpioPin output = _gpio.OpenPin(2, PinMode.Output);
            GpioPin input = _gpio.OpenPin(0, PinMode.InputPullUp);
            long before = 0;
            for (int i = 0; i < 2000; i++)
            {
                before = i == 1000 ? GC.GetAllocatedBytesForCurrentThread() : before;
                output.Write(PinValue.High);
                output.Toggle();
                input.Read();
            }

            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        }

        [TestMethod]
        [DataRow("esp32", 2)]
        [DataRow("esp32-c3", 6)]
        [DataRow("esp32-s3", 2)]
        public void An_output_drives_its_part_and_reads_low(string chip, int led)
        {
            Begin(chip);
            GpioPin pin = _gpio.OpenPin(led, PinMode.Output);
            Assert.IsFalse(_board.Led.IsOn);
            pin.Write(PinValue.High);
            Assert.IsTrue(_board.Led.IsOn);
            Assert.IsFalse((bool)pin.Read());
            Assert.IsFalse((bool)_gpio.Read(led));
            pin.SetPinMode(PinMode.Input);
            Assert.ThrowsExactly<ArgumentException>(() => pin.Write(PinValue.High));
            Assert.ThrowsExactly<ArgumentException>(() => _gpio.Write(led, PinValue.High));
            pin.Toggle();
            Assert.IsFalse(_board.Led.IsOn);
        }

        [TestMethod]
        [DataRow("esp32", 6, 11)]
        [DataRow("esp32-c3", 11, 17)]
        [DataRow("esp32-s3", 26, 32)]
        public void A_pin_of_the_flash_opens_and_stops_the_chip_when_it_is_configured(string chip, int first, int last)
        {
            for (int pin = first; pin <= last; pin++)
            {
                Begin(chip);
                GpioPin opened = _gpio.OpenPin(pin);
                Assert.IsNull(_board.StopReason);
                Assert.ThrowsExactly<ChipStoppedException>(() => opened.SetPinMode(PinMode.Input));
                Assert.Contains($"GPIO{pin} ", _board.StopReason);
            }
        }

        [TestMethod]
        [DataRow("esp32", "0-19", "20", 20)]
        [DataRow("esp32-c3", "0-4", "5 6", 10)]
        [DataRow("esp32-s3", "0-19", "20", 20)]
        public void A_channel_of_the_converter_opens_or_throws_as_the_runtime_does(string chip, string right, string unavailable, int count)
        {
            Begin(chip);
            Assert.AreEqual(count, _adc.ChannelCount);
            int last = int.Parse(right.Split('-')[1]);
            for (int channel = -1; channel <= 60; channel++)
            {
                if (channel >= 0 && channel <= last)
                {
                    _adc.OpenChannel(channel);
                    _adc.OpenChannel(channel);
                }
                else if (unavailable.Split(' ').Contains($"{channel}"))
                {
                    Assert.AreEqual(PinUnavailable, Assert.ThrowsExactly<Exception>(() => _adc.OpenChannel(channel)).HResult, $"{channel}");
                }
                else
                {
                    Assert.ThrowsExactly<ArgumentException>(() => _adc.OpenChannel(channel), $"{channel}");
                }
            }
        }

        [TestMethod]
        public void The_second_converter_has_no_values_beside_Wi_Fi_and_an_ESP32_has_two_channels_without_a_pin()
        {
            Begin("esp32");
            Assert.AreEqual(128, _adc.OpenChannel(8).ReadValue());
            Assert.ThrowsExactly<ArgumentException>(() => _adc.OpenChannel(9).ReadValue());
            Assert.AreEqual(PinUnavailable, Assert.ThrowsExactly<Exception>(() => _adc.OpenChannel(10).ReadValue()).HResult);
            Begin("esp32-s3");
            Assert.IsLessThan(10, _adc.OpenChannel(9).ReadValue());
            Assert.AreEqual(PinUnavailable, Assert.ThrowsExactly<Exception>(() => _adc.OpenChannel(10).ReadValue()).HResult);
        }

        [TestMethod]
        public void Each_chips_converter_has_its_own_scale_and_the_firmware_shows_the_same_temperature_to_a_degree()
        {
            List<long> temperatures = new List<long>();
            List<int> readings = new List<int>();
            foreach (string chip in new[] { "esp32", "esp32-c3", "esp32-s3" })
            {
                Begin(chip);
                Board board = DescribedBoard.Create(new BoardDescription(Chip.Find(chip)), new DriverTable(new Equipment(_gpio, _adc)));
                AnalogChannel channel = (AnalogChannel)board[5];
                channel.Read(0);
                temperatures.Add(channel.Value);
                readings.Add(_adc.OpenChannel(_board.Chip.TemperatureChannel).ReadValue());
            }

            Assert.IsLessThanOrEqualTo(1, temperatures.Max() - temperatures.Min());
            Assert.IsGreaterThan(15, temperatures.Min());
            Assert.HasCount(3, readings.Distinct());
        }

        private void Begin(string chip)
        {
            _board = new SimulatedBoard(1, new ChipModel(Chip.Find(chip)), () => 0);
            SimulatedBoard.Current = _board;
            _gpio = new ChipController();
            _adc = new AdcController();
        }
    }
}
