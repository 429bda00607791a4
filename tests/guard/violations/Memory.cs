using System.Runtime.InteropServices;

namespace Nano.Tests.Guard.Violations
{
    internal class MultiDimensional
    {
        public int Corner()
        {
            int[,] grid = new int[2, 2];
            return grid[1, 1];
        }
    }

    internal class MultiDimensionalField
    {
        public byte[,] Grid;
    }

    internal unsafe class Stackallocates
    {
        public int First()
        {
            int* numbers = stackalloc int[4];
            return numbers[0];
        }
    }

    internal unsafe class Pins
    {
        public byte First(byte[] bytes)
        {
            fixed (byte* first = bytes)
            {
                return *first;
            }
        }
    }

    internal unsafe class UsesPointer
    {
        public int Read(int* pointer)
        {
            return *pointer;
        }
    }

    internal unsafe class UsesFunctionPointer
    {
        public int Call()
        {
            delegate*<int, int> twice = &Twice;
            return twice(2);
        }

        private static int Twice(int value)
        {
            return value * 2;
        }
    }

    internal class CallsNativeCode
    {
        [DllImport("native")]
        public static extern int Answer();
    }

    internal class HasVolatileField
    {
        private volatile bool _stopped;

        public bool Stopped => _stopped;
    }

    internal class UsesTypedReference
    {
        public int Read(int value)
        {
            return __refvalue(__makeref(value), int);
        }
    }
}
