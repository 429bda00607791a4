using System;
using System.Runtime.InteropServices;

namespace Nano.Tests.Host.Linux
{
    /// <summary>A line of the stand-in: the fields of struct gpiod_line in libgpiod.c.</summary>
    internal readonly struct StandInLine
    {
        /// <summary>The bytes of a line.</summary>
        public const int Size = 8 * sizeof(int);

        /// <summary>Nothing is wired to the line.</summary>
        public const int Unconnected = -1;

        private const int External = 0;
        private const int Holder = 1;
        private const int Direction = 2;
        private const int Driven = 3;
        private const int Bias = 4;
        private const int Outputs = 6;
        private const int Began = 7;

        private const int Foreign = 3;
        private const int Output = 2;
        private const int PullUp = 3;

        private readonly IntPtr _address;

        /// <summary>Makes the view of a line.</summary>
        /// <param name="address">Where its fields are.</param>
        public StandInLine(IntPtr address)
        {
            _address = address;
        }

        /// <summary>Whether it drives high.</summary>
        public bool IsHigh => this[Direction] == Output && this[Driven] != 0;

        /// <summary>Whether the program has it.</summary>
        public bool IsRequested => this[Holder] != 0;

        /// <summary>Whether its pull-up is on.</summary>
        public bool HasPullUp => this[Bias] == PullUp;

        /// <summary>How often it has become an output.</summary>
        public int OutputRequests => this[Outputs];

        /// <summary>The level with which it last became an output.</summary>
        public int FirstLevel => this[Began];

        private int this[int field]
        {
            get => Marshal.ReadInt32(_address, field * sizeof(int));
            set => Marshal.WriteInt32(_address, field * sizeof(int), value);
        }

        /// <summary>Wires a level to the line.</summary>
        /// <param name="level">0, 1 or <see cref="Unconnected"/>.</param>
        public void Wire(int level) => this[External] = level;

        /// <summary>Gives the line to another program, or takes it from that.</summary>
        public void Occupy(bool isForeign) => this[Holder] = isForeign ? Foreign : 0;
    }
}
