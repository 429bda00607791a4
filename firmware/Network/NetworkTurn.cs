using System.Text;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Network
{
    /// <summary>
    /// What the board restarts for, and which outputs are on, kept over that one restart: the platform becomes an access point, and is none any more, by
    /// restarts alone. It counts for the first start that reads it, so that a power cut later does not switch on what it has switched off.
    /// </summary>
    public sealed class NetworkTurn
    {
        private const string Name = "turn=";

        // The name, the reason, 16 outputs and the check; outputs beyond that are not kept.
        private const int MaximumLength = 7 + 16 * (Channel.MaximumId + 1) + 16;

        private readonly SettingsStore _store;
        private string _outputs = "";

        /// <summary>Makes one.</summary>
        /// <param name="store">Where it is kept: the place <see cref="SettingsStore.Turn"/>.</param>
        public NetworkTurn(SettingsStore store)
        {
            _store = store;
        }

        /// <summary>What the board has restarted for, once <see cref="Load"/> has been called.</summary>
        public TurnReason Reason { get; private set; }

        /// <summary>The channels whose outputs are kept; null for none.</summary>
        public Board Board { get; set; }

        /// <summary>Reads what was kept, and forgets it for the starts to come.</summary>
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

        /// <summary>Switches on again the outputs that were on before the restart.</summary>
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

        /// <summary>Keeps the reason of a restart, and the outputs that are on. Those that become safe without a client are not kept: a restart ends all connections.</summary>
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
