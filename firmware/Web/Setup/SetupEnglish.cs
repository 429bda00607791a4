using Nano.Firmware.Network;

namespace Nano.Firmware.Web
{
    /// <summary>The setup page in English. The table is code, so that it stays in flash.</summary>
    public sealed class SetupEnglish : SetupLanguage
    {
        /// <inheritdoc/>
        public override string Tag => "en";

        /// <inheritdoc/>
        public override string Name => "English";

        /// <inheritdoc/>
        public override bool IsAscii => true;

        /// <inheritdoc/>
        public override string Get(int text)
        {
            return text switch
            {
                SetupText.NotKept => "The board could not keep this. Please try again.",
                SetupText.OfCredentials + (int)CredentialsError.NameMissing => "Please choose a network, or name it.",
                SetupText.OfCredentials + (int)CredentialsError.NameTooLong => "Another network: a network's name has at most 32 bytes.",
                SetupText.OfCredentials + (int)CredentialsError.NameTooLongForBoard => "This board can join only networks whose names have at most 31 bytes.",
                SetupText.OfCredentials + (int)CredentialsError.NameInvalidForBoard => "This board can join only networks whose names are UTF-8 without the byte 0.",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseTooShort => "Password of the network: at least 8 characters.",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseTooLong => "Password of the network: at most 63 characters.",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseInvalid => "Password of the network: only letters without accents, digits, spaces and signs.",
                SetupText.OfCredentials + (int)CredentialsError.KeyNotTaken => "Password of the network: at most 63 characters. 64 hexadecimal digits are a key, which this board cannot keep: give the password that it was made from.",
                SetupText.OfCredentials + (int)CredentialsError.PassphraseMissing => "Password of the network: please give it, or say that the network has none.",
                SetupText.Second => "Second network. ",
                SetupText.OfField + SetupForm.Password => "The board's password has at most 64 bytes, none of them NUL.",
                SetupText.OfField + SetupForm.AccessPassphrase => "Password of the board's own Wi-Fi: 8 to 63 letters without accents, digits, spaces and signs.",
                SetupText.OfField + SetupForm.Name => "The board's name has 1 to 32 bytes, none of them a control character.",
                SetupText.OfField + SetupForm.Host => "The name in the network has at most 32 of a-z, 0-9 and -, with - neither first nor last, and is not localhost.",
                SetupText.OfField + SetupForm.Interval => "The time between samples is 20 to 60000 ms.",
                SetupText.OfField + SetupForm.OpenReading => "Who may look is 0, who has the password, or 1, everybody.",
                SetupText.OfField + SetupForm.Address => "The address is one such as 192.168.1.50/24 192.168.1.1, with a router in its network, or empty: at most 50 characters.",
                SetupText.OfField + SetupForm.SetupButton => "The button is 0, for nothing, or 1, for this page.",
                SetupText.BothPasswords => "Give a password of the board, or have none: not both.",
                SetupText.NeedsAccessPassphrase => "A board with a password needs one for its own Wi-Fi too: 8 to 63 characters.",
                SetupText.LabelOf + SetupForm.Network => "Network",
                SetupText.LabelOf + SetupForm.Other => "Another network",
                SetupText.LabelOf + SetupForm.Passphrase => "Password of the network",
                SetupText.LabelOf + SetupForm.Network2 => "Second network, tried in turn",
                SetupText.LabelOf + SetupForm.Passphrase2 => "Password of the second network",
                SetupText.LabelOf + SetupForm.Password => "Password of the board",
                SetupText.LabelOf + SetupForm.AccessPassphrase => "Password of the board's own Wi-Fi",
                SetupText.LabelOf + SetupForm.Name => "Name of the board ",
                SetupText.LabelOf + SetupForm.Host => "Its name in the network",
                SetupText.LabelOf + SetupForm.Interval => "Milliseconds between samples",
                SetupText.LabelOf + SetupForm.ChannelLines => "Channels",
                SetupText.LabelOf + SetupForm.OpenReading => "Who may look, once there is a password",
                SetupText.LabelOf + SetupForm.Address => "Fixed address",
                SetupText.LabelOf + SetupForm.SetupButton => "The button, held after a restart",
                SetupText.HintOf + SetupForm.Passphrase => "8 to 63 characters",
                SetupText.HintOf + SetupForm.Password => "Up to 64 characters; empty for none",
                SetupText.HintOf + SetupForm.AccessPassphrase => "8 to 63 characters. Needed with a password of the board",
                SetupText.HintOf + SetupForm.Host => "Before .local: a-z, 0-9 and -",
                SetupText.HintOf + SetupForm.Interval => "20 to 60000",
                SetupText.HintOf + SetupForm.ChannelLines => "A line for each, such as channel=led output pin=2; none for those of the board. firmware/Boards/README.md describes them",
                SetupText.HintOf + SetupForm.Address => "Such as 192.168.1.50/24 192.168.1.1, with the router; empty for one from the network",
                SetupText.KeepsSecret => "Empty leaves it as it is",
                SetupText.Title => "Wi-Fi setup",
                SetupText.Dashboard => "Dashboard",
                SetupText.Heading => "Wi-Fi for ",
                SetupText.NamedBelow => "The one named below",
                SetupText.NoneFound => "None found yet: name it below, or look again",
                SetupText.ScanAgain => "Look for networks again",
                SetupText.Scanning => "Looking for networks",
                SetupText.ScanningHint => "The board's own Wi-Fi may pause for some seconds. The page comes back by itself.",
                SetupText.Back => "Back to the form",
                SetupText.Signal => "strong",
                SetupText.Signal + 1 => "good",
                SetupText.Signal + 2 => "fair",
                SetupText.Signal + 3 => "weak",
                SetupText.Open => "open",
                SetupText.Secured => "with a password",
                SetupText.HasNoPassphrase => "The network has no password",
                SetupText.KeepsNetwork => "No network and no password: the board keeps those it has.",
                SetupText.MoreNetwork => "More about the network",
                SetupText.SamplesAndChannels => "Samples and channels",
                SetupText.OwnersRead => "Who has it",
                SetupText.EverybodyReads => "Everybody",
                SetupText.ButtonOff => "does nothing",
                SetupText.ButtonOn => "opens this page",
                SetupText.RemovePassword => "No password any more",
                SetupText.Save => "Save and restart",
                SetupText.OfTurn + (int)TurnReason.WrongPassphrase => "The network has refused the password for 3 minutes. 5 minutes after the last look at this page the board tries again.",
                SetupText.OfTurn + (int)TurnReason.NotFound => "The network has not been in reach for 3 minutes. 5 minutes after the last look at this page the board tries again.",
                SetupText.OfTurn + (int)TurnReason.NoNetwork => "The board has had no network for 3 minutes. 5 minutes after the last look at this page it tries again.",
                SetupText.Saved => "Saved",
                SetupText.Joins => "The board restarts and joins ",
                SetupText.OwnNetwork => "its network",
                SetupText.GoBack => ". Go back to that network too",
                SetupText.AndOpen => " and open ",
                SetupText.Stop => ".",
                SetupText.ComeBack => "If the board cannot join, it opens its own Wi-Fi again after 3 minutes. Its button does so at once: restart it, and hold the button for 5 seconds.",
                _ => "",
            };
        }
    }
}
