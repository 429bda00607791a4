using System;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The networks that a scan has found, the strongest first, each name once: of several access points of one name the strongest counts. A list is
    /// filled by its maker and does not change after that, so that any thread may read it.
    /// </summary>
    public sealed class NetworkList
    {
        /// <summary>The most networks in a list; weaker ones are left out.</summary>
        public const int Maximum = 16;

        /// <summary>The signal of a network whose strength is not known.</summary>
        public const int UnknownSignal = -128;

        // A network's signal and security, and then its name.
        private const int Head = 2;

        private byte[][] _entries = new byte[0][];

        /// <summary>How many there are, at most <see cref="Maximum"/>.</summary>
        public int Count => _entries.Length;

        /// <summary>Adds a network. One without a name, which hides itself, is left out.</summary>
        /// <param name="name">Holds the name: any bytes (IEEE 802.11 section 9.4.2.2).</param>
        /// <param name="count">Its length, 0 to 32.</param>
        /// <param name="signal">The strength in dBm, -127 to 0; <see cref="UnknownSignal"/>.</param>
        /// <param name="security">Whether it takes a passphrase.</param>
        public void Add(byte[] name, int count, int signal, NetworkSecurity security)
        {
            int place = Find(name, count);
            if (count == 0 || (place >= 0 && GetSignal(place) >= signal))
            {
                return;
            }

            byte[][] entries = _entries;
            if (place < 0)
            {
                bool isFull = Count == Maximum;
                if (isFull && GetSignal(Maximum - 1) >= signal)
                {
                    return;
                }

                entries = isFull ? entries : new byte[Count + 1][];
                Array.Copy(_entries, entries, Count);
                place = entries.Length - 1;
            }

            _entries = entries;
            byte[] entry = new byte[Head + count];
            entry[0] = (byte)signal;
            entry[1] = (byte)security;
            Array.Copy(name, 0, entry, Head, count);
            for (; place > 0 && GetSignal(place - 1) < signal; place--)
            {
                entries[place] = entries[place - 1];
            }

            entries[place] = entry;
        }

        /// <summary>The strength of a network in dBm; <see cref="UnknownSignal"/>.</summary>
        /// <param name="index">From 0 to <see cref="Count"/> less one.</param>
        public int GetSignal(int index)
        {
            return (sbyte)_entries[index][0];
        }

        /// <summary>Whether a network takes a passphrase.</summary>
        /// <param name="index">From 0 to <see cref="Count"/> less one.</param>
        public NetworkSecurity GetSecurity(int index)
        {
            return (NetworkSecurity)_entries[index][1];
        }

        /// <summary>A network's name.</summary>
        /// <param name="index">From 0 to <see cref="Count"/> less one.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length, 1 to 32.</param>
        /// <returns>Holds it.</returns>
        public byte[] GetName(int index, out int offset, out int count)
        {
            offset = Head;
            count = _entries[index].Length - Head;
            return _entries[index];
        }

        /// <summary>Finds a network.</summary>
        /// <param name="name">Holds its name.</param>
        /// <param name="count">The length of the name.</param>
        /// <returns>Its place; -1 when it is not there.</returns>
        public int Find(byte[] name, int count)
        {
            int place = Count - 1;
            while (place >= 0 && !(_entries[place].Length - Head == count && Ascii.Equals(_entries[place], Head, name, 0, count)))
            {
                place--;
            }

            return place;
        }
    }
}
