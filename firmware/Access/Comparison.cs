namespace Nano.Firmware
{
    /// <summary>How far the comparison of a client's password has got.</summary>
    internal enum Comparison
    {
        /// <summary>Nothing is pending.</summary>
        None,

        /// <summary>Another password is being compared, and the client waits.</summary>
        Waiting,

        /// <summary>The client has waited, and it is its turn.</summary>
        Next,

        /// <summary>The client has waited for too long.</summary>
        Late,

        /// <summary>Its password is being compared.</summary>
        Running,

        /// <summary>It was the password.</summary>
        Right,

        /// <summary>It was not.</summary>
        Wrong,
    }
}
