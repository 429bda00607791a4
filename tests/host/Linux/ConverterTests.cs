using System;
using System.Collections.Generic;
using System.Device.Adc;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Drivers;
using Nano.Simulator.Linux;

namespace Nano.Tests.Host.Linux
{
    /// <summary>The converters of a Linux board.</summary>
    [TestClass]
    public class ConverterTests
    {
        [TestMethod]
        [DataRow("1000", "0.8056640625", null, 806, DisplayName = "the scale of all channels")]
        [DataRow("1000", "0.5", "24", 512, DisplayName = "with an offset")]
        [DataRow("-5", "1", null, 0, DisplayName = "below the range")]
        [DataRow("9999", "1", null, 3300, DisplayName = "beyond the range")]
        public void A_converter_of_the_kernel_is_read_in_millivolts(string raw, string scale, string offset, int expected)
        {
            string folder = Directory.CreateTempSubdirectory("nano-iio").FullName;
            string device = Directory.CreateDirectory(Path.Combine(folder, "iio:device1")).FullName;
            File.WriteAllText(Path.Combine(device, "in_voltage2_raw"), raw + "\n");
            File.WriteAllText(Path.Combine(device, "in_voltage_scale"), scale + "\n");
            if (offset != null)
            {
                File.WriteAllText(Path.Combine(device, "in_voltage2_offset"), offset + "\n");
            }

            using IioDriver driver = new IioDriver(1, folder);
            AdcChannel channel = new AdcController(driver).OpenChannel(2);
            Assert.AreEqual(expected, channel.ReadValue());

            // Each reading is a new one.
            File.WriteAllText(Path.Combine(device, "in_voltage2_raw"), "0\n");
            Assert.AreEqual(offset != null ? 12 : 0, channel.ReadValue());
            Assert.Contains("no channel 3", Assert.ThrowsExactly<LinuxException>(() => driver.OpenChannel(3)).Message);
            Assert.Contains("There is no converter", Assert.ThrowsExactly<LinuxException>(() => new IioDriver(2, folder)).Message);
            long before = 0;
            for (int i = 0; i < 200; i++)
            {
                before = i == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
                channel.ReadValue();
            }

            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread(), "reading allocates nothing");
            Directory.Delete(folder, true);
        }

        [TestMethod]
        [DataRow(0x7FFF, 3300, DisplayName = "the greatest code, limited to the supply")]
        [DataRow(0x4000, 2048, DisplayName = "half of the full scale of 4.096 V")]
        [DataRow(0x0008, 1, DisplayName = "eight steps of 0.125 mV")]
        [DataRow(0x0000, 0, DisplayName = "ground")]
        [DataRow(0x8000, 0, DisplayName = "the least code, below ground")]
        [DataRow(0xFFFF, 0, DisplayName = "a step below ground")]
        public void An_ADS1115_is_read_in_millivolts(int code, int expected)
        {
            // Texas Instruments SBAS444, table 7-1 (step size) and table 7-3 (codes): 0x7FFF is the full scale less a step, 0x8000 the negative full scale.
            FakePart part = new FakePart { Code = code };
            Ads1115Driver driver = new Ads1115Driver(part);
            AdcChannel channel = new AdcController(driver).OpenChannel(2);
            Assert.ThrowsExactly<IOException>(() => channel.ReadValue(), "nothing has been converted yet");
            Assert.IsTrue(driver.Convert(2));
            Assert.AreEqual(expected, channel.ReadValue());

            // Start, input 2 against ground (110), 4.096 V (001), single-shot; 860 samples a second, comparator off.
            CollectionAssert.AreEqual(new[] { "1 E3 E3", "0" }, part.Written);
        }

        [TestMethod]
        public void An_ADS1115_that_does_not_answer_has_no_value_until_it_is_back()
        {
            FakePart part = new FakePart { Code = 0x4000 };
            Ads1115Driver driver = new Ads1115Driver(part);
            driver.OpenChannel(0);
            Assert.IsTrue(driver.Convert(0));
            part.Outcome = I2cOutcome.NoAnswer;
            Assert.IsFalse(driver.Convert(0));
            Assert.ThrowsExactly<IOException>(() => driver.ReadValue(0));
            part.Outcome = I2cOutcome.Done;
            Assert.IsTrue(driver.Convert(0));
            Assert.AreEqual(2048, driver.ReadValue(0));
            Assert.ThrowsExactly<LinuxException>(() => driver.OpenChannel(4));
        }

        [TestMethod]
        public void Reading_an_ADS1115_waits_for_no_conversion()
        {
            FakePart part = new FakePart { Code = 0x4000 };
            using Ads1115Driver driver = new Ads1115Driver(part);
            driver.OpenChannel(1);
            driver.Run();
            Support.Until.True(() => part.Transfers > 4, "The thread should convert.");
            Assert.AreEqual(2048, driver.ReadValue(1));
        }

        [TestMethod]
        [DataRow("iio", true)]
        [DataRow("iio:3", true)]
        [DataRow("ads1115", true)]
        [DataRow("ads1115:0", true)]
        [DataRow("ads1115:1:0x49", true)]
        [DataRow("ads1115:1:72", true)]
        [DataRow("ads1115:1:0x40", false)]
        [DataRow("iio:1:2", false)]
        [DataRow("iio:x", false)]
        [DataRow("mcp3008", false)]
        [DataRow("", false)]
        public void A_converter_is_named(string name, bool isRight)
        {
            if (isRight)
            {
                Converter.Parse(name);
            }
            else
            {
                Assert.ThrowsExactly<ArgumentException>(() => Converter.Parse(name));
            }
        }

        private sealed class FakePart : I2cPart
        {
            private int _transfers;

            public List<string> Written { get; } = new List<string>();

            public int Code { get; init; }

            public I2cOutcome Outcome { get; set; }

            public int Transfers => System.Threading.Volatile.Read(ref _transfers);

            public override I2cOutcome Write(byte[] buffer, int count)
            {
                Note(buffer, count);
                return Outcome;
            }

            public override I2cOutcome Read(byte[] buffer, int count) => I2cOutcome.Failed;

            public override I2cOutcome WriteRead(byte[] written, int writtenCount, byte[] read, int readCount)
            {
                Note(written, writtenCount);
                read[0] = (byte)(Code >> 8);
                read[1] = (byte)Code;
                return Outcome;
            }

            private void Note(byte[] buffer, int count)
            {
                Written.Add(BitConverter.ToString(buffer, 0, count).Replace('-', ' ').Replace("01 ", "1 ").Replace("00", "0"));
                System.Threading.Interlocked.Increment(ref _transfers);
            }
        }
    }
}
