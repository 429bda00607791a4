using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <content>What the page says about the last form and about the network.</content>
    internal sealed partial class SetupPage
    {
        /// <summary>Writes what is wrong with the form, or why the board is an access point.</summary>
        private void WriteState(ByteWriter writer, int complaint)
        {
            if (complaint != SetupText.None)
            {
                // With the focus it is read aloud.
                writer.WriteText("<p role=alert tabindex=-1 autofocus>");
                WriteComplaint(writer, complaint);
                writer.WriteText("</p>\n");
            }
            else if (_language.Get(SetupText.OfTurn + (int)_network.Reason).Length > 0)
            {
                writer.WriteText("<p>");
                Say(writer, SetupText.OfTurn + (int)_network.Reason);
                writer.WriteText("</p>\n");
            }
        }

        private void WriteComplaint(ByteWriter writer, int complaint)
        {
            if (complaint == SetupText.OfField + SetupForm.ChannelLines)
            {
                _language.WriteFault(writer, _form.Fault);
            }
            else if (complaint > SetupText.OfSecond && complaint < SetupText.Second)
            {
                Say(writer, SetupText.Second);
                Say(writer, SetupText.OfCredentials + complaint - SetupText.OfSecond);
            }
            else
            {
                Say(writer, complaint);
            }
        }
    }
}
