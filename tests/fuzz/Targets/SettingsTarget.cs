using System;
using Nano.Firmware.Boards;
using Nano.Firmware.Settings;
using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.Text;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>
    /// The text of the settings, and the file around it as after a power cut or with a damaged flash memory. It is read at start-up, so it may allocate.
    /// </summary>
    internal sealed class SettingsTarget : Target
    {
        private readonly byte[] _text = new byte[1024];
        private readonly byte[] _again = new byte[1024];

        public override string Name => "settings";

        public override int MaximumLength => 512;

        public override bool MayAllocate => true;

        public override int MaximumWork(int count) => 20 * count + 20000;

        public override string[] Words => new[] { "\n", "\r\n", "name=", "host=", "interval=100", "history=", "slots=8", "#revision=1\n", "#check=", "safe-without-client=led relay", "=", "receive-buffer=768", "cbor=1", "channel=a output pin=2", "pins=led:2" };

        public override void Generate(Chance chance, Input into)
        {
            for (int i = chance.Next(8); i > 0; i--)
            {
                string number = chance.OneIn(5) ? chance.Text("-0123456789", chance.Next(24)) : "" + chance.Next(9000);
                into.Add(chance.Pick("name=" + chance.Text("ab \xC3\xA4\xE2", chance.Next(36)), "host=" + chance.Text("ab-0Z", chance.Next(36)), "interval=" + number, "history=" + number, "history-interval=" + number,
                    "cbor=" + chance.Next(3), "slots=" + chance.Next(14), "receive-buffer=" + number, "send-buffer=" + number, "safe-without-client=" + chance.Pick("", "led", "led relay"), "channel=" + chance.Text("ab =\"\r", chance.Next(20)), "pins=led:" + number, "later=1", "# remark", ""));
                into.Add(chance.OneIn(4) ? "\r\n" : "\n");
            }
        }

        public override void Run(Feed feed, Trace trace)
        {
            feed.All();
            trace.Steps++;
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            int wrong = settings.Read(feed.Buffer, feed.Offset, feed.Count);
            int count = Write(settings, _text);
            trace.Number(wrong);
            trace.Bytes(_text, 0, count);
            trace.Outcome = wrong == 0 ? 1 : 0;

            // Written settings can be read and are the same.
            BoardSettings again = new BoardSettings(Chip.Esp32);
            if (again.Read(_text, 0, count) != 0 || Write(again, _again) != count || !_text.AsSpan(0, count).SequenceEqual(_again.AsSpan(0, count)))
            {
                throw new InvalidOperationException("Settings change when they are saved and loaded.");
            }

            // The input is the text of one place, and part of a valid file in the other.
            Store store = new Store();
            store.Place0 = feed.Buffer.AsSpan(feed.Offset, feed.Count).ToArray();
            SettingsFile file = new SettingsFile(store);
            BoardSettings loaded = new BoardSettings(Chip.Esp32);
            trace.Number(file.Load(loaded));
            trace.Number(file.IsFound ? 1 : 0);
            if (!file.Save(settings))
            {
                throw new InvalidOperationException("Settings that were read cannot be saved.");
            }

            trace.Number(new SettingsFile(store).Load(loaded));
            count = Write(loaded, _again);
            trace.Bytes(_again, 0, count);
        }

        private static int Write(BoardSettings settings, byte[] into)
        {
            ByteWriter writer = new ByteWriter(into);
            settings.Write(writer);
            return writer.Overflowed ? -1 : writer.Count;
        }

        private sealed class Store : SettingsStore
        {
            private readonly byte[][] _places = new byte[Count][];

            public byte[] Place0
            {
                get => _places[0];
                set => _places[0] = value;
            }

            public override int Read(int place, byte[] buffer)
            {
                byte[] text = _places[place];
                if (text == null || text.Length > buffer.Length)
                {
                    return 0;
                }

                text.CopyTo(buffer, 0);
                return text.Length;
            }

            public override bool Has(int place)
            {
                return _places[place] != null;
            }

            public override bool Write(int place, byte[] buffer, int count)
            {
                _places[place] = buffer.AsSpan(0, count).ToArray();
                return true;
            }
        }
    }
}
