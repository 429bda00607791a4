using System;
using System.Collections.Generic;

namespace Nano.Tests.Guard.Violations
{
    internal class UsesList
    {
        public int Count()
        {
            return new List<int>().Count;
        }
    }

    internal class HasGenericField
    {
        public Dictionary<string, int> Values;
    }

    internal class InheritsGeneric : List<int>
    {
    }

    internal class OwnGeneric<T>
    {
        public T Value;
    }

    internal class OwnGenericMethod
    {
        public T Same<T>(T value)
        {
            return value;
        }
    }

    internal class UsesSpan
    {
        public int Length(byte[] bytes)
        {
            Span<byte> span = bytes;
            return span.Length;
        }
    }

    internal class UsesTuple
    {
        public int Sum()
        {
            (int a, int b) = Pair();
            return a + b;
        }

        private static (int, int) Pair()
        {
            return (1, 2);
        }
    }

    internal class UsesNullable
    {
        public bool Has(int? value)
        {
            return value.HasValue;
        }
    }

    internal class UsesAnonymousType
    {
        public int Value()
        {
            var item = new { Number = 1 };
            return item.Number;
        }
    }

    internal class UsesArrayResize
    {
        public void Grow(byte[] bytes)
        {
            Array.Resize(ref bytes, 10);
        }
    }

    internal class UsesEmptyParams
    {
        public string Format()
        {
            return string.Concat(Items());
        }

        private static object[] Items(params object[] items)
        {
            return items.Length == 0 ? Items() : items;
        }
    }

    internal class UsesFunc
    {
        public int Five()
        {
            Func<int> five = () => 5;
            return five();
        }
    }

    internal class UsesNaturalLambda
    {
        public int Five()
        {
            var five = (ref int value) => value + 5;
            int start = 0;
            return five(ref start);
        }
    }

    internal class UsesCollectionExpression
    {
        public IEnumerable<int> Numbers()
        {
            return [1, 2, 3];
        }
    }
}
