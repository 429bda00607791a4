namespace Nano.Tests.Unit
{
    /// <summary>
    /// What tests assert with, on both targets; it goes before the frameworks' own class of this name. They write the text of
    /// every asserted expression into the assembly, which nanoFramework limits to 64 KB of strings, and on nanoFramework a
    /// message may not have a comma.
    /// </summary>
    internal static class Assert
    {
        public static void AreEqual(long expected, long actual, string message = "")
        {
            if (expected != actual)
            {
                Fail(expected.ToString(), actual.ToString(), message);
            }
        }

        public static void AreEqual(string expected, string actual, string message = "")
        {
            if (expected != actual)
            {
                Fail(expected, actual, message);
            }
        }

        public static void AreEqual(bool expected, bool actual, string message = "")
        {
            if (expected != actual)
            {
                Fail(expected ? "true" : "false", actual ? "true" : "false", message);
            }
        }

        /// <summary>Compares values of an enumeration.</summary>
        public static void AreEqual(object expected, object actual, string message = "")
        {
            if (!expected.Equals(actual))
            {
                Fail(expected.ToString(), actual.ToString(), message);
            }
        }

        public static void IsTrue(bool condition, string message = "")
        {
            AreEqual(true, condition, message);
        }

        public static void IsFalse(bool condition, string message = "")
        {
            AreEqual(false, condition, message);
        }

        public static void IsNull(object value, string message = "")
        {
            if (value != null)
            {
                Fail(null, value.ToString(), message);
            }
        }

        public static void IsNotNull(object value, string message = "")
        {
            if (value == null)
            {
                Fail("something", null, message);
            }
        }

        private static void Fail(string expected, string actual, string message)
        {
            string text = message + (message.Length > 0 ? ": " : "") + "expected " + (expected ?? "nothing") + " but found " + (actual ?? "nothing");
            string[] parts = text.Split(',');
            text = parts[0];
            for (int i = 1; i < parts.Length; i++)
            {
                text += "<2c>" + parts[i];
            }

            throw new AssertFailedException(text);
        }
    }
}
