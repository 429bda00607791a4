namespace Nano.Firmware.Web
{
    /// <summary>Why the value of a setting is refused.</summary>
    internal enum SettingFault : byte
    {
        /// <summary>It is not.</summary>
        None,

        /// <summary>It is out of the setting's range, or not of its form.</summary>
        OutOfRange,

        /// <summary>It is no number where the setting is one, or no text.</summary>
        WrongType,

        /// <summary>A channel line is not accepted: <see cref="SettingsChange.LineFault"/> says why.</summary>
        ChannelLine,

        /// <summary>A network needs a passphrase, or the word that it has none.</summary>
        MissingPassphrase,

        /// <summary>The board's static address belongs to the network that it would leave.</summary>
        StaticAddress,

        /// <summary>The board cannot join the network: its name or its passphrase is not of the form that the platform takes.</summary>
        Credentials,
    }
}
