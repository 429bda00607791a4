using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>Changes an input at a few places.</summary>
    internal sealed class Mutator
    {
        private static readonly byte[] s_bytes = Encoding.Latin1.GetBytes("\0\b\t\n\r \"#%&'()*+,-./0129:;<=>?@AZ[\\]^_`az{|}~\x7F\x80\xA0\xBF\xC0\xC2\xE0\xED\xEF\xF0\xF4\xFE\xFF");

        private readonly Chance _chance;
        private readonly List<byte[]> _corpus;
        private readonly byte[][] _words;
        private readonly int _longest;

        public Mutator(Chance chance, List<byte[]> corpus, string[] words, int longest)
        {
            _longest = longest;
            _chance = chance;
            _corpus = corpus;
            _words = words.Select(Encoding.Latin1.GetBytes).ToArray();
        }

        public void Mutate(Input input)
        {
            int times = 1;
            while (times < 6 && _chance.OneIn(2))
            {
                times++;
            }

            while (times-- > 0)
            {
                MutateOnce(input);
            }
        }

        private void MutateOnce(Input input)
        {
            int count = input.Count;
            int at = count == 0 ? 0 : _chance.Next(count);
            int length = count == 0 ? 0 : 1 + _chance.Next(Math.Min(count - at, _chance.OneIn(3) ? 64 : 4));
            switch (count == 0 ? _chance.Next(3) : _chance.Next(12))
            {
                case 0: input.Insert(at, s_bytes.AsSpan(_chance.Next(s_bytes.Length), 1)); break;
                case 1: input.Insert(at, _words[_chance.Next(_words.Length)]); break;
                case 2: Splice(input, at); break;
                case 3: input.Bytes[at] = s_bytes[_chance.Next(s_bytes.Length)]; break;
                case 4: input.Bytes[at] ^= (byte)(1 << _chance.Next(8)); break;
                case 5: input.Bytes[at] = (byte)_chance.Next(256); break;
                case 6: input.Remove(at, length); break;
                case 7: input.Count = at; break;
                case 8: input.Insert(at, input.Bytes.AsSpan(at, length).ToArray()); break;
                case 9: input.Bytes[at] = (byte)(input.Bytes[at] + _chance.Next(3) - 1); break;
                case 10 when _chance.OneIn(4): Repeat(input, at, length); break;
                default: (input.Bytes[at], input.Bytes[at + length - 1]) = (input.Bytes[at + length - 1], input.Bytes[at]); break;
            }
        }

        /// <summary>Repeats a part up to the capacity or nearly so. This reveals work that grows with each repetition.</summary>
        private void Repeat(Input input, int at, int length)
        {
            byte[] part = input.Bytes.AsSpan(at, length).ToArray();
            for (int room = _chance.Next(_longest); room >= length; room -= length)
            {
                input.Insert(at, part);
            }
        }

        /// <summary>Inserts a part of a saved input.</summary>
        private void Splice(Input input, int at)
        {
            if (_corpus.Count > 0)
            {
                byte[] other = _corpus[_chance.Next(_corpus.Count)];
                if (other.Length > 0)
                {
                    int from = _chance.Next(other.Length);
                    input.Insert(at, other.AsSpan(from, 1 + _chance.Next(other.Length - from)));
                }
            }
        }
    }
}
