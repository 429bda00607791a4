namespace Nano.Firmware.Access
{
    /// <summary>The result of comparing a secret.</summary>
    internal enum SecretOutcome
    {
        /// <summary>The comparison has not finished: ask again later.</summary>
        Pending,

        /// <summary>The right to read.</summary>
        Read,

        /// <summary>The right to control.</summary>
        Control,

        /// <summary>The secret is wrong and gives no right.</summary>
        Wrong,

        /// <summary>The address has shown too many wrong secrets: this one was not compared.</summary>
        Throttled,

        /// <summary>Other comparisons took too long: this secret was not compared.</summary>
        Busy,
    }
}
