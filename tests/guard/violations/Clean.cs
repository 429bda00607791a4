using System;
using System.Collections;
using System.IO;
using System.Text;
using System.Threading;

namespace Nano.Tests.Guard.Violations
{
    /// <summary>Code that works on both platforms, although the desktop compiler adds code of its own.</summary>
    internal class Clean : IDisposable
    {
        public const string Name = "clean";

        private static readonly byte[] s_table = { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89 };
        private static readonly string[] s_names = { "a", "b" };
        private static readonly int s_sum = Sum(s_table) + Table.Constant();
        private static readonly byte[] s_bytes = Encoding.UTF8.GetBytes(Name);

        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private readonly int[][] _grid = { new[] { 1 }, new[] { 2, 3 } };

        public event EventHandler Changed;

        public string Label { get; init; }

        public static int Sum(byte[] bytes)
        {
            int sum = 0;
            foreach (byte value in bytes)
            {
                sum += value;
            }

            return sum;
        }

        public string Mark(char mark)
        {
            return Label + mark;
        }

        public string MarkTwice(char mark)
        {
            return mark + Label + mark;
        }

        public int Choose(string word)
        {
            switch (word)
            {
                case "one":
                    return 1;
                case "two":
                    return 2;
                case "three":
                    return 3;
                case "four":
                    return 4;
                case "five":
                    return 5;
                case "six":
                    return 6;
                case "seven":
                    return 7;
                case "eight":
                    return 8;
                default:
                    return s_names.Length + s_sum + s_bytes.Length;
            }
        }

        [NotInlined]
        public string Describe(char mark, int number)
        {
            lock (_wake)
            {
                _wake.Set();
            }

            return Name + mark + string.Format("{0} of {1}", number, _grid.Length) + number.ToString() + Label;
        }

        public int Run(int seed, long index)
        {
            int Twice(int value) => value * 2;
            Operation operation = () => seed + 1;
            Operation constant = () => 7;
            Action quiet = () => Changed?.Invoke(this, EventArgs.Empty);
            quiet();
            new Thread(Loop).Start();
            try
            {
                return Twice(operation()) + constant() + s_table[index];
            }
            catch (ArgumentException error) when (error.Message == Name)
            {
                throw new InvalidOperationException(error.Message);
            }
        }

        public object Walk(ArrayList items, in int count, ref byte[] bytes, out int rest)
        {
            rest = count;
            foreach (object item in items)
            {
                if (item is string { Length: > 3 } text)
                {
                    return text.Substring(1);
                }
            }

            ref byte first = ref bytes[0];
            first++;
            bytes = new byte[count];
            Array.Copy(s_table, 0, bytes, 0, 1);
            return Thread.CurrentThread.GetType().Name;
        }

        [NotInlined]
        public void Dispose()
        {
            _wake.WaitOne(TimeSpan.FromMilliseconds(10).Milliseconds, false);
        }

        public override string ToString()
        {
            return nameof(Clean);
        }

        private void Loop()
        {
            Console.WriteLine(DateTime.UtcNow.Ticks.ToString());
        }

        internal readonly struct Pair
        {
            public readonly int Left;

            public Pair(int left)
            {
                Left = left;
            }
        }

        internal class Copy : MemoryStream
        {
            public override int Read(byte[] buffer, int offset, int count)
            {
                return base.Read(buffer, offset, count);
            }
        }
    }
}
