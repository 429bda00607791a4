using System;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;

namespace Nano.Firmware.Startup
{
    /// <content>Makes the board.</content>
    public sealed partial class StartSequence
    {
        /// <summary>Makes the board that the settings describe, or the chip's own, or one without pins: a board whose channels cannot be made must still be reachable.</summary>
        private Board CreateBoard(BoardSettings settings)
        {
            Chip chip = _platform.Chip;
            BoardDescription description = settings.Description;
            if (chip == null)
            {
                Note(StartNotice.Pins, "This firmware does not know the pins of this chip, so it uses none.");
                return _platform.CreateBoard(null);
            }

            if (description.IsEmpty)
            {
                Note(StartNotice.Pins, "This firmware knows the " + chip.Name + " and not what is connected to it, so it uses no pins: write channel lines on the setup page.");
            }

            Board board = TryCreate(description, out string reason);
            if (board == null && settings.HasChannels)
            {
                board = TryCreate(new BoardDescription(chip), out string _);
                Note(StartNotice.Pins, reason + " The channel lines of the settings are not used, but " + (board != null ? "the board's own" : "none, because the board's own cannot be used either")
                    + ": correct them on the setup page.");
            }
            else if (board == null)
            {
                Note(StartNotice.Pins, reason + " No pins are used: write channel lines on the setup page.");
            }

            return board ?? _platform.CreateBoard(null);
        }

        /// <summary>Makes the board of a description.</summary>
        /// <returns>Null when it is not accepted or the platform fails: then there is a reason.</returns>
        private Board TryCreate(BoardDescription description, out string reason)
        {
            reason = null;
            try
            {
                if (description.Check(_platform.Drivers))
                {
                    return _platform.CreateBoard(description);
                }

                reason = description.Fault.ToString();
            }
            catch (Exception e)
            {
                reason = "The channels cannot be made (" + Describe(e) + ").";
            }

            return null;
        }
    }
}
