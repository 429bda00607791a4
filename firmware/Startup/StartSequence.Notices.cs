using System;
using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>The messages of the start: the log, and the notices that the pages show.</summary>
    public sealed partial class StartSequence
    {
        private void Log(string message)
        {
            _platform.Log(message);
            _log?.Add(message);
        }

        private void Note(string code, string message)
        {
            Log(message);
            int count = _notices.Length;
            if (count == MaximumNotices)
            {
                return;
            }

            StartNotice[] notices = new StartNotice[count + 1];
            Array.Copy(_notices, notices, count);
            notices[count] = new StartNotice(code, message);
            _notices = notices;
        }

        private void Report(Exception e)
        {
            try
            {
                string reason = Describe(e);
                bool isSentence = reason[reason.Length - 1] == '.';
                Log("The firmware has failed: " + reason + (isSentence ? " " : ". ") + "The board restarts in 10 s.");
            }
            catch (Exception)
            {
                // The memory is too small even for the message. The restart is more important.
            }
        }

        /// <summary>Gets the message of an exception, or its type where it has no message, as those of the runtime often do not.</summary>
        private static string Describe(Exception e)
        {
            string message = e.Message;
            return message == null || message.Length == 0 ? e.GetType().Name : message;
        }
    }
}
