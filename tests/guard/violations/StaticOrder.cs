namespace Nano.Tests.Guard.Violations
{
    internal class Table
    {
        public static readonly byte[] Bytes = { 1, 2, 3 };

        public static int First()
        {
            return Bytes[0];
        }

        public static int Constant()
        {
            return 3;
        }
    }

    internal class ReadsOther
    {
        public static readonly int Length = Table.Bytes.Length;
    }

    internal class ReadsOtherThroughCalls
    {
        public static readonly int Twice = Compute();

        private static int Compute()
        {
            return new Reader().Read() * 2;
        }
    }

    internal class Reader
    {
        public virtual int Read()
        {
            return Table.First();
        }
    }

    internal class ReadsOtherThroughOverride
    {
        public static readonly int Value = Call(new OverridingReader());

        private static int Call(BaseReader reader)
        {
            return reader.Read();
        }
    }

    internal abstract class BaseReader
    {
        public abstract int Read();
    }

    internal class OverridingReader : BaseReader
    {
        public override int Read()
        {
            return Table.Bytes[0];
        }
    }

    internal class ReadsPlatform
    {
        public static readonly string Nothing = string.Empty;
    }

    internal class CallsPlatform
    {
        public static readonly string Text = string.Format("{0}", "a");
    }

    internal delegate int Operation();

    internal class MakesLambda
    {
        public static readonly Operation Five = () => 5;
    }
}
