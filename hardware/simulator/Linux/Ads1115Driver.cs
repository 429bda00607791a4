using System;
using System.Device.Adc;
using System.IO;
using System.Threading;
using Nano.Firmware.Drivers;

namespace Nano.Simulator.Linux
{
    /// <summary>
    /// An ADS1115 on I2C, without a driver of the kernel's: four channels against ground, up to 4.096 V in steps of 1/8 mV, as mV (Texas Instruments SBAS444, sections 8.1 and 9.3).
    /// A thread converts the channels in use one after another, so that reading a value waits for nothing.
    /// </summary>
    internal sealed class Ads1115Driver : ConverterDriver, IDisposable
    {
        /// <summary>The address with ADDR at ground.</summary>
        public const int DefaultAddress = 0x48;

        private const int Channels = 4;
        private const byte ConversionRegister = 0;
        private const byte ConfigurationRegister = 1;

        // Start one conversion, input 0 against ground, 4.096 V; single-shot mode is the lowest bit.
        private const byte Start = 0b1_100_001_1;
        private const int InputShift = 4;

        // 860 samples a second, no comparator. A conversion takes 1.2 ms, with the oscillator's 10 % 1.3 ms.
        private const byte Rate = 0b111_00011;
        private const int ConversionTime = 2;
        private const int StepsPerMillivolt = 8;

        private const int Pause = 10;
        private const int PauseAfterFailure = 1000;
        private const int NoValue = int.MinValue;

        private readonly I2cPart _part;
        private readonly byte[] _written = new byte[3];
        private readonly byte[] _read = new byte[2];
        private readonly int[] _values = new int[Channels];
        private readonly bool[] _used = new bool[Channels];
        private readonly ManualResetEventSlim _stopped = new ManualResetEventSlim();
        private Thread _thread;

        /// <summary>Makes it. The part need not be there.</summary>
        /// <param name="part">The part, opened.</param>
        public Ads1115Driver(I2cPart part)
        {
            _part = part;
            Array.Fill(_values, NoValue);
        }

        public override int ChannelCount => Channels;

        /// <summary>3,300 mV, the supply of the board.</summary>
        public override int MaxValue => 3300;

        public override void OpenChannel(int channelNumber)
        {
            if (channelNumber < 0 || channelNumber >= Channels)
            {
                throw new LinuxException($"An ADS1115 has no channel {channelNumber}: its channels are 0 to 3.");
            }

            Volatile.Write(ref _used[channelNumber], true);
        }

        /// <summary>Converts a channel, as the thread does for all of them.</summary>
        /// <param name="channel">0 to 3.</param>
        /// <returns>Whether the part has answered.</returns>
        public bool Convert(int channel)
        {
            _written[0] = ConfigurationRegister;
            _written[1] = (byte)(Start | channel << InputShift);
            _written[2] = Rate;
            bool isDone = _part.Write(_written, 3) == I2cOutcome.Done;
            if (isDone)
            {
                Thread.Sleep(ConversionTime);
                _written[0] = ConversionRegister;
                isDone = _part.WriteRead(_written, 1, _read, 2) == I2cOutcome.Done;
            }

            int value = NoValue;
            if (isDone)
            {
                short steps = (short)(_read[0] << 8 | _read[1]);
                value = Math.Clamp((steps + (StepsPerMillivolt / 2)) / StepsPerMillivolt, MinValue, MaxValue);
            }

            Volatile.Write(ref _values[channel], value);
            return isDone;
        }

        /// <summary>Begins to convert.</summary>
        public void Run()
        {
            _thread = new Thread(ConvertAll) { Name = "ADS1115", IsBackground = true };
            _thread.Start();
        }

        public override int ReadValue(int channelNumber)
        {
            int value = Volatile.Read(ref _values[channelNumber]);
            return value != NoValue ? value : throw new IOException("The ADS1115 does not answer.");
        }

        public void Dispose()
        {
            _stopped.Set();
            _thread?.Join();
        }

        private void ConvertAll()
        {
            int pause;
            do
            {
                pause = Pause;
                for (int i = 0; i < Channels; i++)
                {
                    if (Volatile.Read(ref _used[i]) && !Convert(i))
                    {
                        pause = PauseAfterFailure;
                    }
                }
            }
            while (!_stopped.Wait(pause));
        }
    }
}
