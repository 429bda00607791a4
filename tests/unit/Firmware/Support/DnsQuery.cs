using System.Text;
using Nano.Firmware.Network;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>DNS messages made of their parts, with every name in full.</summary>
    internal sealed class DnsQuery
    {
        public const int A = 1;
        public const int Ptr = 12;
        public const int Txt = 16;
        public const int Aaaa = 28;
        public const int Srv = 33;
        public const int Any = 255;

        private readonly byte[] _message = new byte[MulticastResponder.MaximumMessage];
        private int _at = 12;

        public DnsQuery(int flags)
        {
            _message[2] = (byte)(flags >> 8);
            _message[3] = (byte)flags;
        }

        /// <summary>The message, in an array that is large enough for the answer.</summary>
        public byte[] Bytes => _message;

        public int Count => _at;

        /// <summary>The transaction's number.</summary>
        public DnsQuery Id(int id)
        {
            _message[0] = (byte)(id >> 8);
            _message[1] = (byte)id;
            return this;
        }

        /// <summary>A question for the internet.</summary>
        public DnsQuery Ask(string name, int type, bool isUnicast = false)
        {
            _message[5]++;
            Name(name);
            Write16(type);
            Write16(isUnicast ? 0x8001 : 1);
            return this;
        }

        /// <summary>A record in a section: 0 for answers, 1 for authority, 2 for additional records.</summary>
        public DnsQuery Record(int section, string name, int type, int timeToLive, byte[] data)
        {
            _message[7 + 2 * section]++;
            Name(name);
            Write16(type);
            Write16(1);
            Write16(0);
            Write16(timeToLive);
            Write16(data.Length);
            System.Array.Copy(data, 0, _message, _at, data.Length);
            _at += data.Length;
            return this;
        }

        /// <summary>A name as data.</summary>
        public static byte[] NameData(string name)
        {
            DnsQuery query = new DnsQuery(0);
            query.Name(name);
            byte[] data = new byte[query._at - 12];
            System.Array.Copy(query._message, 12, data, 0, data.Length);
            return data;
        }

        /// <summary>The data of an SRV.</summary>
        public static byte[] Server(int port, string target)
        {
            byte[] name = NameData(target);
            byte[] data = new byte[6 + name.Length];
            data[4] = (byte)(port >> 8);
            data[5] = (byte)port;
            System.Array.Copy(name, 0, data, 6, name.Length);
            return data;
        }

        /// <summary>Empty strings, so that the message is long.</summary>
        public DnsQuery Fill(int count)
        {
            return Record(2, "other.local", Txt, 10, new byte[count]);
        }

        private void Name(string name)
        {
            string[] labels = name.Split('.');
            for (int i = 0; i < labels.Length; i++)
            {
                byte[] label = Encoding.UTF8.GetBytes(labels[i]);
                _message[_at++] = (byte)label.Length;
                System.Array.Copy(label, 0, _message, _at, label.Length);
                _at += label.Length;
            }

            _message[_at++] = 0;
        }

        private void Write16(int value)
        {
            _message[_at++] = (byte)(value >> 8);
            _message[_at++] = (byte)value;
        }
    }
}
