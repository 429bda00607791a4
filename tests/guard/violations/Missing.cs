using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Threading;

namespace Nano.Tests.Guard.Violations
{
    internal class MissingType
    {
        public void Sort(IComparer order)
        {
            new SortedList(order).Clear();
        }
    }

    internal class MissingMember
    {
        public string Clean(string text)
        {
            return text.Replace("a", "b");
        }
    }

    internal class MissingOverload
    {
        public int Find(string text)
        {
            return text.IndexOf("a", StringComparison.Ordinal);
        }
    }

    internal class MissingException
    {
        public int Half(int count)
        {
            try
            {
                return 1 / count;
            }
            catch (DivideByZeroException)
            {
                return 0;
            }
        }
    }

    internal class MissingField
    {
        public string NewLine()
        {
            return BitConverter.IsLittleEndian ? "little" : "big";
        }
    }

    internal class MissingInSignature
    {
        public void Wait(SemaphoreSlim gate)
        {
        }
    }

    internal class MissingAttribute
    {
        [ContextStatic]
        private static int s_count;

        public int Count => s_count;
    }

    internal class OverridesNothing : MarshalByRefObject
    {
        [Obsolete("only the desktop has it")]
        public override object InitializeLifetimeService()
        {
            return null;
        }
    }

    internal class LeavesDemandOpen : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => 0;

        public override long Position { get; set; }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            return 0;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            return 0;
        }

        public override void SetLength(long value)
        {
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
        }
    }

    internal class UsesDecimal
    {
        public int Double(int value)
        {
            decimal number = value;
            return (int)(number * 2);
        }
    }

    internal class UsesLinq
    {
        public object First(ICollection items)
        {
            return items.Cast<object>().First();
        }
    }
}
