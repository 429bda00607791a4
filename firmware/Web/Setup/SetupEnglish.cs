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
            switch (text)
            {
                case SetupText.NotKept: return "The board could not keep this. Please try again.";
                case SetupText.OfCredentials + (int)CredentialsError.NameMissing: return "Please choose a network, or name it.";
                case SetupText.OfCredentials + (int)CredentialsError.NameTooLong: return "Another network: a network's name has at most 32 bytes.";
                case SetupText.OfCredentials + (int)CredentialsError.NameTooLongForBoard: return "This board can join only networks whose names have at most 31 bytes.";
                case SetupText.OfCredentials + (int)CredentialsError.NameInvalidForBoard: return "This board can join only networks whose names are UTF-8 without the byte 0.";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseTooShort: return "Password of the network: at least 8 characters.";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseTooLong: return "Password of the network: at most 63 characters.";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseInvalid: return "Password of the network: only letters without accents, digits, spaces and signs.";
                case SetupText.OfCredentials + (int)CredentialsError.KeyNotTaken: return "Password of the network: at most 63 characters. 64 hexadecimal digits are a key, which this board cannot keep: give the password that it was made from.";
                case SetupText.OfCredentials + (int)CredentialsError.PassphraseMissing: return "Password of the network: please give it, or say that the network has none.";
                case SetupText.Second: return "Second network. ";
                case SetupText.OfField + SetupForm.Password: return "The board's password has at most 64 bytes, none of them NUL.";
                case SetupText.OfField + SetupForm.AccessPassphrase: return "Password of the board's own Wi-Fi: 8 to 63 letters without accents, digits, spaces and signs.";
                case SetupText.OfField + SetupForm.Name: return "The board's name has 1 to 32 bytes, none of them a control character.";
                case SetupText.OfField + SetupForm.Host: return "The name in the network has at most 32 of a-z, 0-9 and -, with - neither first nor last, and is not localhost.";
                case SetupText.OfField + SetupForm.Interval: return "The time between samples is 20 to 60000 ms.";
                case SetupText.OfField + SetupForm.OpenReading: return "Who may look is 0, who has the password, or 1, everybody.";
                case SetupText.OfField + SetupForm.Address: return "The address is one such as 192.168.1.50/24 192.168.1.1, with a router in its network, or empty: at most 50 characters.";
                case SetupText.OfField + SetupForm.SetupButton: return "The button is 0, for nothing, or 1, for this page.";
                case SetupText.BothPasswords: return "Give a password of the board, or have none: not both.";
                case SetupText.NeedsAccessPassphrase: return "A board with a password needs one for its own Wi-Fi too: 8 to 63 characters.";
                case SetupText.PinsTooLong: return "Pins: at most 96 characters.";
                case SetupText.LabelOf + SetupForm.Network: return "Network";
                case SetupText.LabelOf + SetupForm.Other: return "Another network";
                case SetupText.LabelOf + SetupForm.Passphrase: return "Password of the network";
                case SetupText.LabelOf + SetupForm.Network2: return "Second network, tried in turn";
                case SetupText.LabelOf + SetupForm.Passphrase2: return "Password of the second network";
                case SetupText.LabelOf + SetupForm.Password: return "Password of the board";
                case SetupText.LabelOf + SetupForm.AccessPassphrase: return "Password of the board's own Wi-Fi";
                case SetupText.LabelOf + SetupForm.Name: return "Name of the board ";
                case SetupText.LabelOf + SetupForm.Host: return "Its name in the network";
                case SetupText.LabelOf + SetupForm.Interval: return "Milliseconds between samples";
                case SetupText.LabelOf + SetupForm.Pins: return "Pins";
                case SetupText.LabelOf + SetupForm.OpenReading: return "Who may look, once there is a password";
                case SetupText.LabelOf + SetupForm.Address: return "Fixed address";
                case SetupText.LabelOf + SetupForm.SetupButton: return "The button, held after a restart";
                case SetupText.HintOf + SetupForm.Passphrase: return "8 to 63 characters";
                case SetupText.HintOf + SetupForm.Password: return "Up to 64 characters; empty for none";
                case SetupText.HintOf + SetupForm.AccessPassphrase: return "8 to 63 characters. Needed with a password of the board";
                case SetupText.HintOf + SetupForm.Host: return "Before .local: a-z, 0-9 and -";
                case SetupText.HintOf + SetupForm.Interval: return "20 to 60000";
                case SetupText.HintOf + SetupForm.Pins: return "GPIO of led, relay and button, ADC channel of the others. :low is active low, :up a pull-up";
                case SetupText.HintOf + SetupForm.Address: return "Such as 192.168.1.50/24 192.168.1.1, with the router; empty for one from the network";
                case SetupText.KeepsSecret: return "Empty leaves it as it is";
                case SetupText.Title: return "Wi-Fi setup";
                case SetupText.Dashboard: return "Dashboard";
                case SetupText.Heading: return "Wi-Fi for ";
                case SetupText.NamedBelow: return "The one named below";
                case SetupText.NoneFound: return "None found yet: name it below, or look again";
                case SetupText.ScanAgain: return "Look for networks again";
                case SetupText.Scanning: return "Looking for networks";
                case SetupText.ScanningHint: return "The board's own Wi-Fi may pause for some seconds. The page comes back by itself.";
                case SetupText.Back: return "Back to the form";
                case SetupText.Signal: return "strong";
                case SetupText.Signal + 1: return "good";
                case SetupText.Signal + 2: return "fair";
                case SetupText.Signal + 3: return "weak";
                case SetupText.Open: return "open";
                case SetupText.Secured: return "with a password";
                case SetupText.HasNoPassphrase: return "The network has no password";
                case SetupText.KeepsNetwork: return "No network and no password: the board keeps those it has.";
                case SetupText.MoreNetwork: return "More about the network";
                case SetupText.SamplesAndPins: return "Samples and pins";
                case SetupText.OwnersRead: return "Who has it";
                case SetupText.EverybodyReads: return "Everybody";
                case SetupText.ButtonOff: return "does nothing";
                case SetupText.ButtonOn: return "opens this page";
                case SetupText.RemovePassword: return "No password any more";
                case SetupText.Save: return "Save and restart";
                case SetupText.OfTurn + (int)TurnReason.WrongPassphrase: return "The network has refused the password for 3 minutes. 5 minutes after the last look at this page the board tries again.";
                case SetupText.OfTurn + (int)TurnReason.NotFound: return "The network has not been in reach for 3 minutes. 5 minutes after the last look at this page the board tries again.";
                case SetupText.OfTurn + (int)TurnReason.NoNetwork: return "The board has had no network for 3 minutes. 5 minutes after the last look at this page it tries again.";
                case SetupText.Saved: return "Saved";
                case SetupText.Joins: return "The board restarts and joins ";
                case SetupText.OwnNetwork: return "its network";
                case SetupText.GoBack: return ". Go back to that network too";
                case SetupText.AndOpen: return " and open ";
                case SetupText.Stop: return ".";
                case SetupText.ComeBack: return "If the board cannot join, it opens its own Wi-Fi again after 3 minutes. Its button does so at once: restart it, and hold the button for 5 seconds.";
                default: return "";
            }
        }
    }
}
