using System.Text;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// Stores the reason of a restart, and the outputs that are on, for one start. The platform changes between station and access point only by a
    /// restart. The first start that reads the record deletes it, so that a later power cut does not switch outputs on again.
    /// </summary>
    public sealed class NetworkTurn
    {
        private const string Name = "turn=";

        // The name, the reason, at most 16 outputs and the check line. Further outputs are not stored.
        private const int MaximumLength = 7 + 16 * (Channel.MaximumId + 1) + 16;

        private readonly SettingsStore _store;
        private string _outputs = "";

        /// <summary>Creates the record.</summary>
        /// <param name="store">The store; the record is in the place <see cref="SettingsStore.Turn"/>.</param>
        public NetworkTurn(SettingsStore store)
        {
            _store = store;
        }

        /// <summary>The reason of the last restart, after <see cref="Load"/>.</summary>
        public TurnReason Reason { get; private set; }

        /// <summary>The channels whose outputs are stored; null for none.</summary>
        public Board Board { get; set; }

        /// <summary>Reads the record and deletes it.</summary>
        public void Load()
        {
            byte[] buffer = new byte[MaximumLength];
            int count = CheckedText.Find(buffer, _store.Read(SettingsStore.Turn, buffer));
            if (count <= Name.Length || !Ascii.Equals(buffer, 0, Name.Length, Name))
            {
                return;
            }

            int reason = buffer[Name.Length] - '0';
            if (reason > (int)TurnReason.None && reason <= (int)TurnReason.Visited)
            {
                Reason = (TurnReason)reason;
                _outputs = Encoding.UTF8.GetString(buffer, Name.Length + 1, count - Name.Length - 1) + " ";
                Write(TurnReason.None, null);
            }
        }

        /// <summary>Switches on the outputs that were on before the restart.</summary>
        public void RestoreOutputs()
        {
            for (int i = 0; i < Board.Count; i++)
            {
                if (Board[i] is DigitalOutput output && _outputs.IndexOf(" " + output.Id + " ") >= 0)
                {
                    output.Set(1);
                }
            }

            _outputs = "";
        }

        /// <summary>
        /// Stores the reason of a restart and the outputs that are on. Outputs with <see cref="SettableChannel.IsSafeWithoutClient"/> are omitted, because
        /// a restart ends all connections.
        /// </summary>
        /// <param name="reason">The reason.</param>
        public void Save(TurnReason reason)
        {
            Write(reason, Board);
        }

        private void Write(TurnReason reason, Board board)
        {
            ByteWriter writer = new ByteWriter(new byte[MaximumLength]);
            writer.WriteText(Name);
            writer.WriteNumber((int)reason);
            for (int i = 0; board != null && i < board.Count && writer.Free > Channel.MaximumId + 1 + CheckedText.Length; i++)
            {
                if (board[i] is DigitalOutput output && output.Value == 1 && !output.IsSafeWithoutClient)
                {
                    writer.WriteText(" ");
                    writer.WriteText(output.Id);
                }
            }

            CheckedText.Finish(writer);
            _store.Write(SettingsStore.Turn, writer.Buffer, writer.Count);
        }
    }
}
