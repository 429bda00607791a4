using Nano.Firmware.Boards;
using Nano.Firmware.Network;

namespace Nano.Firmware.Web
{
    /// <summary>The texts of the setup page, by number: a <see cref="SetupLanguage"/> is a table of them. Complaints are among them, so that an exchange can keep one.</summary>
    public static class SetupText
    {
        /// <summary>No text; nothing is wrong.</summary>
        public const int None = 0;

        /// <summary>The settings could not be saved.</summary>
        public const int NotKept = 1;

        /// <summary>What is wrong with credentials; with a <see cref="CredentialsError"/> added.</summary>
        public const int OfCredentials = 10;

        /// <summary>The same of the second network: <see cref="Second"/> comes before it.</summary>
        public const int OfSecond = 30;

        /// <summary>What comes before a complaint of the second network.</summary>
        public const int Second = 50;

        /// <summary>Complaints of fields of the form; with the field's number added.</summary>
        public const int OfField = 60;

        /// <summary>A password is given and taken away.</summary>
        public const int BothPasswords = 80;

        /// <summary>A board with a password needs a passphrase for its access point.</summary>
        public const int NeedsAccessPassphrase = 81;

        /// <summary>Labels of fields; with the field's number added.</summary>
        public const int LabelOf = 100;

        /// <summary>Hints of fields, below their labels; with the field's number added.</summary>
        public const int HintOf = 120;

        /// <summary>The hint of a password that is set.</summary>
        public const int KeepsSecret = 140;

        /// <summary>The page's title.</summary>
        public const int Title = 150;

        /// <summary>The link to the dashboard.</summary>
        public const int Dashboard = 151;

        /// <summary>The heading, before the board's name.</summary>
        public const int Heading = 152;

        /// <summary>The choice of a network that is not in the list.</summary>
        public const int NamedBelow = 153;

        /// <summary>The same where the list is empty.</summary>
        public const int NoneFound = 154;

        /// <summary>The link that looks for networks again.</summary>
        public const int ScanAgain = 155;

        /// <summary>The heading of the page that is shown meanwhile.</summary>
        public const int Scanning = 156;

        /// <summary>What it says.</summary>
        public const int ScanningHint = 157;

        /// <summary>The link back to the form.</summary>
        public const int Back = 158;

        /// <summary>A signal beyond -55 dBm; the next three are weaker ones, below -55, -67 and -78 dBm.</summary>
        public const int Signal = 160;

        /// <summary>A network without a passphrase.</summary>
        public const int Open = 164;

        /// <summary>A network with one.</summary>
        public const int Secured = 165;

        /// <summary>The box for a network without a passphrase.</summary>
        public const int HasNoPassphrase = 166;

        /// <summary>The board keeps its network.</summary>
        public const int KeepsNetwork = 167;

        /// <summary>More about the network, folded away.</summary>
        public const int MoreNetwork = 168;

        /// <summary>Samples and pins, folded away.</summary>
        public const int SamplesAndChannels = 169;

        /// <summary>The choice 0 of open-reading.</summary>
        public const int OwnersRead = 170;

        /// <summary>The choice 1 of open-reading.</summary>
        public const int EverybodyReads = 171;

        /// <summary>The choice 0 of setup-button.</summary>
        public const int ButtonOff = 172;

        /// <summary>The choice 1 of setup-button.</summary>
        public const int ButtonOn = 173;

        /// <summary>The box that takes the password away.</summary>
        public const int RemovePassword = 174;

        /// <summary>The button of the form.</summary>
        public const int Save = 175;

        /// <summary>What the board is an access point for; with a <see cref="TurnReason"/> added, of which those with a text come first.</summary>
        public const int OfTurn = 180;

        /// <summary>The heading when all is saved.</summary>
        public const int Saved = 190;

        /// <summary>The board joins: before the name of its network.</summary>
        public const int Joins = 191;

        /// <summary>Behind the name.</summary>
        public const int JoinsEnd = 192;

        /// <summary>In place of a name.</summary>
        public const int OwnNetwork = 193;

        /// <summary>Go back to your network, too.</summary>
        public const int GoBack = 194;

        /// <summary>And open, before an address.</summary>
        public const int AndOpen = 195;

        /// <summary>The end of the sentence.</summary>
        public const int Stop = 196;

        /// <summary>How to come back.</summary>
        public const int ComeBack = 197;
    }
}
