namespace Nano.Firmware.Access
{
    /// <summary>The state of a client's secret in <see cref="Secrets"/>.</summary>
    internal enum Comparison
    {
        /// <summary>The client has presented no secret.</summary>
        None,

        /// <summary>The secret waits while the code of another secret is computed.</summary>
        WaitsForCode,

        /// <summary>The secret is unknown and waits while another password is compared with the hash.</summary>
        WaitsForVerifier,

        /// <summary>The secret has waited and is now the first of the queue.</summary>
        Next,

        /// <summary>The secret has waited for too long.</summary>
        Late,

        /// <summary>The secret is being compared.</summary>
        Running,

        /// <summary>The secret gives the right to read.</summary>
        Read,

        /// <summary>The secret gives the right to control.</summary>
        Control,

        /// <summary>The secret is wrong.</summary>
        Wrong,
    }
}
