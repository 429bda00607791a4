using System.Collections;
using System.Threading.Tasks;

namespace Nano.Tests.Guard.Violations
{
    internal interface IHasDefaultMethod
    {
        int Answer()
        {
            return 42;
        }
    }

    internal interface IHasStaticMethod
    {
        static int Answer()
        {
            return 42;
        }
    }

    internal class Iterates
    {
        public IEnumerable Items()
        {
            yield return 1;
        }
    }

    internal class Awaits
    {
        public async Task Wait()
        {
            await Task.Yield();
        }
    }

    internal class AddsChecked
    {
        public int Next(int value)
        {
            return checked(value + 1);
        }
    }

    internal class ConvertsChecked
    {
        public byte Low(int value)
        {
            return checked((byte)value);
        }
    }

    internal class HasNul
    {
        public int Length()
        {
            return "one\0two".Length;
        }
    }

    internal class HasNulInConstant
    {
        public const string Names = "one\0two";
    }

    internal enum Shade
    {
        Dark,
        Light,
    }

    internal class NamesEnum
    {
        public string Name(Shade shade)
        {
            return shade.ToString();
        }
    }

    internal class TakesInVirtually
    {
        public virtual int Next(in int value)
        {
            return value + 1;
        }
    }

    internal class HasRequiredMember
    {
        public required int Value;
    }
}
