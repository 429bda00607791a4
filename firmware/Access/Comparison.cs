namespace Nano.Firmware.Access
{
    /// <summary>How far <see cref="Secrets"/> has got with a client's secret.</summary>
    internal enum Comparison
    {
        /// <summary>Nothing is pending.</summary>
        None,

        /// <summary>The code of another secret is being made, and the client waits.</summary>
        WaitsForCode,

        /// <summary>The secret is none that is known, another password is being compared slowly, and the client waits.</summary>
        WaitsForVerifier,

        /// <summary>The client has waited, and it is its turn.</summary>
        Next,

        /// <summary>The client has waited for too long.</summary>
        Late,

        /// <summary>Its secret is being looked at.</summary>
        Running,

        /// <summary>The secret gives the right to read.</summary>
        Read,

        /// <summary>The secret gives the right to control.</summary>
        Control,

        /// <summary>The secret is wrong.</summary>
        Wrong,
    }
}
