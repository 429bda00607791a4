using System;
using System.Text;

namespace Nano.Firmware.Messages
{
    /// <summary>Something that a start had to do otherwise than the settings ask for. The log, /api/state and the dashboard show it.</summary>
    public sealed class StartNotice
    {
        /// <summary>Starts in a row have failed: no pins, default limits.</summary>
        public const string SafeStart = "safe-start";

        /// <summary>The pins of the settings cannot be used.</summary>
        public const string Pins = "pins";

        /// <summary>A line of the settings is ignored.</summary>
        public const string Settings = "settings";

        /// <summary>The limits of the settings cannot be used.</summary>
        public const string Limits = "limits";

        /// <summary>The password of the settings cannot be used.</summary>
        public const string Password = "password";

        /// <summary>The memory is too small for history and CBOR, and perhaps for the board's name in the network.</summary>
        public const string Memory = "memory";

        /// <summary>The memory is enough for fewer connections than the settings specify.</summary>
        public const string Slots = "slots";

        // With its code it must fit in an item of /api/state.
        private const int MaximumMessage = 190;

        /// <summary>Makes one.</summary>
        /// <param name="code">One of the constants above.</param>
        /// <param name="message">The event and the remedy, in English: the first 190 bytes are kept.</param>
        public StartNotice(string code, string message)
        {
            Code = code;
            byte[] bytes = Encoding.UTF8.GetBytes(message);
            int length = bytes.Length;
            if (length > MaximumMessage)
            {
                // Not within a character.
                for (length = MaximumMessage; (bytes[length] & 0xC0) == 0x80; length--)
                {
                }
            }

            Message = new byte[length];
            Array.Copy(bytes, Message, length);
        }

        /// <summary>The code that programs go by.</summary>
        public string Code { get; }

        /// <summary>The sentence for people, in UTF-8.</summary>
        public byte[] Message { get; }
    }
}
