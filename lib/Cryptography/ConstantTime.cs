namespace Nano.Web.Cryptography
{
    /// <summary>Comparisons whose time tells nothing about what is compared.</summary>
    public static class ConstantTime
    {
        /// <summary>Whether two runs of <paramref name="count"/> bytes are equal. Every byte is looked at, wherever the first difference is.</summary>
        /// <param name="a">Holds one run.</param>
        /// <param name="aOffset">Where it begins.</param>
        /// <param name="b">Holds the other.</param>
        /// <param name="bOffset">Where that begins.</param>
        /// <param name="count">How many there are.</param>
        public static bool Equals(byte[] a, int aOffset, byte[] b, int bOffset, int count)
        {
            int difference = 0;
            for (int i = 0; i < count; i++)
            {
                difference |= a[aOffset + i] ^ b[bOffset + i];
            }

            return difference == 0;
        }
    }
}
