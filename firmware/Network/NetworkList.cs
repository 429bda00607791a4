using System;
using Nano.Web.Text;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// The networks of a scan, the strongest first. Each name occurs once, with the signal of its strongest access point. After its creator has filled
    /// it, a list does not change, so that any thread may read it.
    /// </summary>
    public sealed class NetworkList
    {
        /// <summary>The greatest number of networks in a list. The weakest are omitted.</summary>
        public const int Maximum = 16;

        /// <summary>The signal of a network whose strength is unknown.</summary>
        public const int UnknownSignal = -128;

        // An entry begins with the signal and the security; the name follows.
        private const int Head = 2;

        private byte[][] _entries = new byte[0][];

        /// <summary>Number of networks, at most <see cref="Maximum"/>.</summary>
        public int Count => _entries.Length;

        /// <summary>Adds a network. Hidden networks, which have no name, are omitted.</summary>
        /// <param name="name">Holds the name, which may consist of any bytes (IEEE 802.11 section 9.4.2.2).</param>
        /// <param name="count">Length of the name in bytes, 0 to 32.</param>
        /// <param name="signal">The strength in dBm, -127 to 0, or <see cref="UnknownSignal"/>.</param>
        /// <param name="security">Whether the network requires a passphrase.</param>
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

        /// <summary>Returns the strength of a network in dBm, or <see cref="UnknownSignal"/>.</summary>
        /// <param name="index">The index, from 0 to <see cref="Count"/> less one.</param>
        public int GetSignal(int index)
        {
            return (sbyte)_entries[index][0];
        }

        /// <summary>Returns whether a network requires a passphrase.</summary>
        /// <param name="index">The index, from 0 to <see cref="Count"/> less one.</param>
        public NetworkSecurity GetSecurity(int index)
        {
            return (NetworkSecurity)_entries[index][1];
        }

        /// <summary>Returns a network's name.</summary>
        /// <param name="index">The index, from 0 to <see cref="Count"/> less one.</param>
        /// <param name="offset">Receives the index of the name's first byte.</param>
        /// <param name="count">Receives the length of the name in bytes, 1 to 32.</param>
        /// <returns>The array that holds the name.</returns>
        public byte[] GetName(int index, out int offset, out int count)
        {
            offset = Head;
            count = _entries[index].Length - Head;
            return _entries[index];
        }

        /// <summary>Finds a network by its name.</summary>
        /// <param name="name">Holds the name.</param>
        /// <param name="count">Length of the name in bytes.</param>
        /// <returns>The index of the network, or -1.</returns>
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
