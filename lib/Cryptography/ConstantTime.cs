namespace Nano.Web.Cryptography
{
    /// <summary>Comparisons whose duration does not depend on the compared values.</summary>
    public static class ConstantTime
    {
        /// <summary>Compares two ranges of bytes. The duration depends only on <paramref name="count"/>, not on the position of the first difference.</summary>
        /// <param name="a">The first array.</param>
        /// <param name="aOffset">Index of the first byte in <paramref name="a"/>.</param>
        /// <param name="b">The second array.</param>
        /// <param name="bOffset">Index of the first byte in <paramref name="b"/>.</param>
        /// <param name="count">Number of bytes to compare, 0 or more.</param>
        /// <returns>True when all bytes are equal.</returns>
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
