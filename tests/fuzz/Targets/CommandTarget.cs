using System.Device.Adc;
using System.Device.Gpio;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Firmware.Cbor;
using Nano.Firmware.Messages;
using Nano.Simulator;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Json;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Commands in JSON or CBOR.</summary>
    internal sealed class CommandTarget : Target
    {
        private static readonly string[] s_names = { "id", "cmd", "channel", "value", "ms", "channels", "x" };

        private readonly bool _isCbor;
        private readonly TokenReader _tokens;
        private readonly CommandReader _reader;
        private readonly Command _command = new Command();

        public CommandTarget(bool isCbor)
        {
            _isCbor = isCbor;
            _tokens = isCbor ? new CborReader() : new JsonReader();
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            _reader = new CommandReader(DescribedBoard.Create(new BoardDescription(Chip.Esp32), new DriverTable(new Equipment(new ChipController(), new AdcController()))));
        }

        public override string Name => _isCbor ? "command-cbor" : "command";

        // Longer than the longest permitted command.
        public override int MaximumLength => 600;

        public override int MaximumWork(int count) => 30 * count + 500;

        public override string[] Words => _isCbor
            ? new[] { "\xA1", "\xBF", "\xFF", "\x62id\x01", "\x63\x63md\x63set", "\x67\x63hannel\x63led", "\x65value\x01", "\x68\x63hannels\x81\x63led", "\x9F", "\xF6" }
            : new[] { "\"id\":7", "\"cmd\":\"set\"", "\"channel\":\"led\"", "\"value\":1", "\"ms\":100", "\"channels\":[\"led\",\"pot\"]", "{", "}", ",", "[[", "]]", "\"\\u0069d\":8" };

        public override string NameOutcome(int outcome) => $"{(CommandVerb)(outcome & 15)}, {(ProtocolError)(outcome >> 4)}";

        public override void Generate(Chance chance, Input into)
        {
            int members = chance.Next(6);
            if (_isCbor)
            {
                CborMaker.Head(chance, into, 5, members.ToString());
            }
            else
            {
                JsonMaker.Space(chance, into);
                into.Add("{");
            }

            for (int i = 0; i < members; i++)
            {
                string name = s_names[chance.Next(s_names.Length)];
                bool isOther = chance.OneIn(8);
                if (_isCbor)
                {
                    AddText(chance, into, name);
                    if (isOther)
                    {
                        CborMaker.Add(chance, into, 1);
                    }
                    else
                    {
                        AddValue(chance, into, name);
                    }
                }
                else
                {
                    into.Add(i > 0 ? "," : "").Add("\"" + name + "\":");
                    if (isOther)
                    {
                        JsonMaker.Add(chance, into, 1);
                    }
                    else
                    {
                        AddValue(chance, into, name);
                    }

                    JsonMaker.Space(chance, into);
                }
            }

            into.Add(_isCbor ? "" : "}");
        }

        public override void Run(Feed feed, Trace trace)
        {
            feed.All();
            trace.Steps++;
            Command command = _command;
            _reader.Read(_tokens, feed.Buffer, feed.Offset, feed.Count, command);
            trace.Number((int)command.Error);
            trace.Number(command.Position);
            trace.Number(command.Id);
            trace.Number((int)command.Verb);
            trace.Number(command.HasValue ? command.Value : -1);
            trace.Number(command.HasMilliseconds ? command.Milliseconds : -1);
            trace.Number(command.Mask);
            trace.Bytes(command.ChannelId, 0, command.ChannelIdCount);
            trace.Outcome = (int)command.Error << 4 | (int)command.Verb;
        }

        private void AddValue(Chance chance, Input into, string name)
        {
            switch (name)
            {
                case "cmd": AddText(chance, into, chance.Pick("set", "pulse", "interval", "state", "history", "subscribe", "reset")); break;
                case "channel": AddText(chance, into, chance.Pick("led", "relay", "button", "nothing", "")); break;
                case "channels":
                    int count = chance.Next(4);
                    if (_isCbor)
                    {
                        CborMaker.Head(chance, into, 4, count.ToString());
                    }
                    else
                    {
                        into.Add("[");
                    }

                    for (int i = 0; i < count; i++)
                    {
                        into.Add(i > 0 && !_isCbor ? "," : "");
                        AddText(chance, into, chance.Pick("led", "pot", "temperature", "dropped", "x"));
                    }

                    into.Add(_isCbor ? "" : "]");
                    break;
                default:
                    if (_isCbor)
                    {
                        CborMaker.Head(chance, into, 0, chance.Next(70000).ToString());
                    }
                    else
                    {
                        into.Add(JsonMaker.Number(chance));
                    }

                    break;
            }
        }

        private void AddText(Chance chance, Input into, string text)
        {
            if (_isCbor)
            {
                CborMaker.Head(chance, into, 3, text.Length.ToString());
                into.Add(text);
            }
            else
            {
                into.Add("\"" + text + "\"");
            }
        }
    }
}
