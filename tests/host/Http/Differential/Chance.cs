namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>A row of numbers that look like chance and are the same every time, everywhere (xorshift64*).</summary>
    internal sealed class Chance
    {
        private ulong _state;

        public Chance(ulong seed)
        {
            _state = seed;
        }

        /// <summary>0 to <paramref name="below"/> less one.</summary>
        public int Next(int below)
        {
            _state ^= _state >> 12;
            _state ^= _state << 25;
            _state ^= _state >> 27;
            return (int)((_state * 2685821657736338717UL >> 33) % (ulong)below);
        }

        /// <summary>True once in so many times.</summary>
        public bool OneIn(int times)
        {
            return Next(times) == 0;
        }

        public string Pick(params string[] choices)
        {
            return choices[Next(choices.Length)];
        }

        /// <summary>Makes text of a number of characters of an alphabet.</summary>
        public string Text(string alphabet, int length)
        {
            char[] text = new char[length];
            for (int i = 0; i < length; i++)
            {
                text[i] = alphabet[Next(alphabet.Length)];
            }

            return new string(text);
        }
    }
}
