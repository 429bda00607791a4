using System;
using Nano.Firmware.Settings;

namespace Nano.Simulator
{
    /// <summary>Keeps settings until the program ends.</summary>
    internal sealed class MemoryStore : SettingsStore
    {
        private readonly byte[][] _places = new byte[Count][];

        public override int Read(int place, byte[] buffer)
        {
            byte[] kept = _places[place];
            if (kept == null || kept.Length > buffer.Length)
            {
                return 0;
            }

            kept.CopyTo(buffer, 0);
            return kept.Length;
        }

        public override bool Has(int place)
        {
            return _places[place] != null;
        }

        public override bool Write(int place, byte[] buffer, int count)
        {
            _places[place] = buffer.AsSpan(0, count).ToArray();
            return true;
        }
    }
}
