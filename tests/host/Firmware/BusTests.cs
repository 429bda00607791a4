using System;
using System.Collections.Generic;
using System.Device.I2c;
using System.Device.Pwm;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Drivers;
using I2cBus = Nano.Firmware.Drivers.I2cBus;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>I2C and PWM of Linux over fakes of the library's devices.</summary>
    [TestClass]
    public class BusTests
    {
        [TestMethod]
        public void Transfers_reach_the_part_with_the_bytes_that_were_asked_for()
        {
            List<int> opened = new List<int>();
            FakeDevice device = new FakeDevice { Answer = new byte[] { 7, 8, 9 } };
            I2cPart part = Bus(address =>
            {
                opened.Add(address);
                return device;
            }).Open(0x44, I2cBus.FastMode);
            Assert.IsEmpty(opened, "opening transfers nothing");

            byte[] read = new byte[4];
            Assert.AreEqual(I2cOutcome.Done, part.Write(new byte[] { 1, 2, 3 }, 2));
            Assert.AreEqual(I2cOutcome.Done, part.Read(read, 2));
            Assert.AreEqual(I2cOutcome.Done, part.WriteRead(new byte[] { 5, 6 }, 1, read, 3));
            CollectionAssert.AreEqual(new[] { "write 1 2", "read 2", "write 5, read 3" }, device.Transfers);
            CollectionAssert.AreEqual(new byte[] { 7, 8, 9, 0 }, read);
            CollectionAssert.AreEqual(new[] { 0x44 }, opened);
        }

        [TestMethod]
        [DataRow("Error 121 (Remote I/O error) performing I2C data transfer.", I2cOutcome.NoAnswer)]
        [DataRow("Error 6 (No such device or address) performing I2C data transfer.", I2cOutcome.NoAnswer)]
        [DataRow("Error 110 (Connection timed out) performing I2C data transfer.", I2cOutcome.Failed)]
        [DataRow("Error 5 (Input/output error) performing I2C data transfer.", I2cOutcome.Failed)]
        public void A_part_that_does_not_answer_is_an_outcome_and_answers_when_it_is_back(string message, I2cOutcome outcome)
        {
            FakeDevice device = new FakeDevice { Failure = new IOException(message) };
            I2cPart part = Bus(_ => device).Open(0x44, I2cBus.StandardMode);
            byte[] buffer = new byte[2];
            Assert.AreEqual(outcome, part.Write(buffer, 2));
            Assert.AreEqual(outcome, part.Read(buffer, 2));
            Assert.AreEqual(outcome, part.WriteRead(buffer, 1, buffer, 2));
            device.Failure = null;
            Assert.AreEqual(I2cOutcome.Done, part.Read(buffer, 2));
        }

        [TestMethod]
        public void A_bus_that_is_missing_is_an_outcome_and_is_opened_when_it_is_there()
        {
            bool isThere = false;
            I2cPart part = Bus(_ => isThere ? new FakeDevice() : throw new IOException("Error 2 (No such file or directory). Can not open I2C device file '/dev/i2c-1'.")).Open(8, I2cBus.StandardMode);
            Assert.AreEqual(I2cOutcome.Failed, part.Write(new byte[1], 1));
            isThere = true;
            Assert.AreEqual(I2cOutcome.Done, part.Write(new byte[1], 1));

            // The real library, on a machine without a bus of this number.
            Assert.AreEqual(I2cOutcome.Failed, new HardwareI2cBus(250).Open(8, I2cBus.StandardMode).Write(new byte[1], 1));
        }

        [TestMethod]
        public void A_mistake_of_the_caller_throws()
        {
            I2cBus bus = Bus(_ => new FakeDevice());
            foreach (int address in new[] { -1, 0, 7, 120, 128 })
            {
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => bus.Open(address, I2cBus.FastMode));
            }

            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => bus.Open(8, 200000));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => bus.Open(8, I2cBus.FastMode).Write(new byte[1], 2));
            PwmOutput output = new HardwarePwmOutput(_ => new FakeChannel());
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => output.Start(0, 0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => output.Start(50, 10001));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => output.SetDuty(-1));
        }

        [TestMethod]
        public void Transfers_allocate_nothing()
        {
            I2cPart part = Bus(_ => new FakeDevice { IsSilent = true }).Open(0x44, I2cBus.FastMode);
            byte[] buffer = new byte[6];
            long before = 0;
            for (int i = 0; i < 2000; i++)
            {
                before = i == 1000 ? GC.GetAllocatedBytesForCurrentThread() : before;
                part.Write(buffer, 2);
                part.Read(buffer, 6);
                part.WriteRead(buffer, 1, buffer, 6);
            }

            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        }

        [TestMethod]
        public void Pulses_start_change_and_stop()
        {
            FakeChannel channel = new FakeChannel();
            PwmOutput output = new HardwarePwmOutput(frequency =>
            {
                channel.Frequency = frequency;
                return channel;
            });
            Assert.IsFalse(output.SetDuty(100), "not started");
            Assert.IsTrue(output.Start(25000, 4000));
            Assert.IsTrue(channel.IsStarted);
            Assert.AreEqual(25000, channel.Frequency);
            Assert.AreEqual(0.4, channel.DutyCycle);
            Assert.IsTrue(output.SetDuty(10000));
            Assert.AreEqual(1.0, channel.DutyCycle);
            Assert.IsTrue(output.Start(50, 750));
            Assert.AreEqual(50, channel.Frequency);
            Assert.AreEqual(0.075, channel.DutyCycle);
            output.Stop();
            Assert.IsFalse(channel.IsStarted);
            Assert.IsFalse(output.SetDuty(100));
            Assert.IsTrue(output.Start(50, 750));
            Assert.IsTrue(channel.IsStarted);
        }

        [TestMethod]
        public void A_PWM_that_Linux_does_not_have_is_false()
        {
            PwmOutput output = new HardwarePwmOutput(250, 0);
            Assert.IsFalse(output.Start(1000, 100));
            Assert.IsFalse(output.SetDuty(100));
            output.Stop();
        }

        private static I2cBus Bus(Func<int, I2cDevice> create)
        {
            return new HardwareI2cBus(create);
        }

        private sealed class FakeDevice : I2cDevice
        {
            public List<string> Transfers { get; } = new List<string>();

            public byte[] Answer { get; init; } = new byte[16];

            public bool IsSilent { get; init; }

            public Exception Failure { get; set; }

            public override I2cConnectionSettings ConnectionSettings => new I2cConnectionSettings(1, 8);

            public override void Read(Span<byte> buffer)
            {
                Transfer(IsSilent ? null : $"read {buffer.Length}");
                Answer.AsSpan(0, buffer.Length).CopyTo(buffer);
            }

            public override void Write(ReadOnlySpan<byte> buffer) => Transfer(IsSilent ? null : "write " + string.Join(' ', buffer.ToArray()));

            public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
            {
                Transfer(IsSilent ? null : $"write {string.Join(' ', writeBuffer.ToArray())}, read {readBuffer.Length}");
                Answer.AsSpan(0, readBuffer.Length).CopyTo(readBuffer);
            }

            private void Transfer(string text)
            {
                if (Failure != null)
                {
                    throw Failure;
                }

                if (text != null)
                {
                    Transfers.Add(text);
                }
            }
        }

        private sealed class FakeChannel : PwmChannel
        {
            public bool IsStarted { get; private set; }

            public override int Frequency { get; set; }

            public override double DutyCycle { get; set; }

            public override void Start() => IsStarted = true;

            public override void Stop() => IsStarted = false;
        }
    }
}
