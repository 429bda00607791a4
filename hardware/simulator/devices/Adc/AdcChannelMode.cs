namespace System.Device.Adc
{
    /// <summary>Against what a channel is measured.</summary>
    public enum AdcChannelMode
    {
        /// <summary>Against ground.</summary>
        SingleEnded = 0,

        /// <summary>Against another pin. An ESP32 cannot.</summary>
        Differential,
    }
}
