using System;
using Nano.Firmware.Settings;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A store whose power is cut when so many bytes have been written; then nothing more is.</summary>
    internal sealed class TornStore : SettingsStore
    {
        private readonly byte[][] _places = CreatePlaces();

        /// <summary>How many bytes can be written until the power is cut.</summary>
        public int BytesLeft = int.MaxValue;

        /// <summary>Whether a write begins by emptying the place, as a file system's does; otherwise it goes over what is there.</summary>
        public bool IsEmptiedFirst { get; set; }

        /// <summary>The content of the file at the cut, in place of the data that was being written: an arbitrary byte.</summary>
        public int Garbage = -1;

        /// <summary>A byte that the flash changes in each text without a sign of it; -1, the default, for none.</summary>
        public int Changed = -1;

        /// <summary>The content of a place.</summary>
        public byte[] this[int place]
        {
            get => _places[place];
            set => _places[place] = value;
        }

        public override int Read(int place, byte[] buffer)
        {
            byte[] bytes = _places[place];
            if (bytes.Length > buffer.Length)
            {
                return 0;
            }

            Array.Copy(bytes, buffer, bytes.Length);
            return bytes.Length;
        }

        public override bool Has(int place)
        {
            return _places[place].Length > 0;
        }

        public override bool Write(int place, byte[] buffer, int count)
        {
            byte[] old = IsEmptiedFirst && BytesLeft > 0 ? new byte[0] : _places[place];
            int written = count < BytesLeft ? count : BytesLeft;
            bool isCut = written < count;
            int length = isCut ? (old.Length > written ? old.Length : written + (Garbage >= 0 ? 1 : 0)) : count;
            byte[] bytes = new byte[length];
            Array.Copy(old, bytes, old.Length < length ? old.Length : length);
            Array.Copy(buffer, bytes, written);
            if (isCut && Garbage >= 0 && written < length)
            {
                bytes[written] = (byte)Garbage;
            }

            if (Changed >= 0 && Changed < length)
            {
                bytes[Changed] ^= 1;
            }

            _places[place] = bytes;
            BytesLeft -= written;
            return !isCut;
        }

        private static byte[][] CreatePlaces()
        {
            byte[][] places = new byte[Count][];
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = new byte[0];
            }

            return places;
        }
    }
}
