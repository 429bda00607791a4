using System.Text;
using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Pages;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Bench
{
    /// <summary>Measures the library and the firmware on the interpreter; see tests/bench/README.md.</summary>
    public static class Program
    {
        /// <summary>With a heap below this size in bytes, the program only measures whether a device starts.</summary>
        private const uint SmallHeap = 256 * 1024;

        public static void Main()
        {
            Heap.MeasureBoot();
            if (Meter.Free() < SmallHeap)
            {
                return;
            }

            Heap.MeasureSlots();
            Meter.Measure(new ParseUnit("parse of a browser's handshake, 485 bytes", Requests.Upgrade()));
            Meter.Measure(new ParseUnit("parse of a browser's request for the page", Requests.Page("")));
            Meter.Measure(new AcceptKeyUnit());
            Meter.Measure(new PayloadUnit("masked binary, a byte of payload"));
            Meter.Measure(new PayloadUnit("masked text, a byte of payload", (byte)'a'));
            Meter.Measure(new PayloadUnit("masked text of characters of two bytes, a byte of payload", 0xD0, 0xB6));
            Meter.Measure(new PayloadUnit("masked text of characters of three bytes, a byte of payload", 0xE4, 0xB8, 0xAD));

            Bench bench = new Bench();
            Meter.Measure(new IdleUnit("idle turn of the loop, no client", bench));
            Meter.Measure(new HandshakeUnit(bench));
            MeasurePages(bench);
            MeasureHello(bench);
            Meter.Measure(new LeastEchoUnit("least that an echo of a text of 32 bytes can cost"));
            Unit echo = new EchoUnit("echo of a text of 32 bytes", bench, 0x81, 32);
            Meter.Measure(echo);
            Heap.MeasureMessages(echo);
            MeasureEchoes();
            MeasureCommands();
            MeasureSamples();
            MeasureDecimals();
            Heap.MeasureSockets();
        }

        private static void MeasurePages(Bench bench)
        {
            string tag = "If-None-Match: " + DashboardPage.EntityTag + "\r\n";
            RequestUnit unit = new RequestUnit("GET of the page, answered with 304", bench, Requests.Page(tag));
            Meter.Measure(unit);
            unit.End();
            unit = new RequestUnit("GET of the page, answered with 200, a KiB of it", bench, Requests.Page(""));
            Meter.Measure(unit);
            unit.End();
        }

        /// <summary>The same answer by a resource and by a delegate: the difference is what the easy layer costs.</summary>
        private static void MeasureHello(Bench bench)
        {
            RequestUnit unit = new RequestUnit("GET of a short text from a resource", bench, Requests.Get("/hello"));
            Meter.Measure(unit);
            unit.End();
            unit = new RequestUnit("GET of a short text from a delegate", bench, Requests.Get("/easyy"));
            Meter.Measure(unit);
            unit.End();
        }

        private static void MeasureEchoes()
        {
            Meter.Measure(new EchoUnit("echo of a binary of 4 KiB", new Bench(), 0x82, 4096));
            Meter.Measure(new EchoUnit("echo of a text of 4 KiB", new Bench(), 0x81, 4096));
        }

        private static void MeasureCommands()
        {
            byte[] json = Encoding.UTF8.GetBytes("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}");
            Bench bench = new Bench();
            CommandUnit unit = new CommandUnit("JSON command, obeyed and answered", bench, "nano.v1.json", 0x81, json);
            Meter.Measure(unit);
            unit.End();

            // The same members: id, cmd, channel and value.
            byte[] cbor =
            {
                0xA4, 0x62, 0x69, 0x64, 0x07, 0x63, 0x63, 0x6D, 0x64, 0x63, 0x73, 0x65, 0x74,
                0x67, 0x63, 0x68, 0x61, 0x6E, 0x6E, 0x65, 0x6C, 0x63, 0x6C, 0x65, 0x64, 0x65, 0x76, 0x61, 0x6C, 0x75, 0x65, 0x01,
            };
            unit = new CommandUnit("CBOR command, obeyed and answered", bench, "nano.v1.cbor", 0x82, cbor);
            Meter.Measure(unit);
            unit.End();
        }

        private static void MeasureSamples()
        {
            Bench bench = new Bench();
            Meter.Measure(new ReadUnit("reading of 8 channels"));
            Meter.Measure(new EncodeUnit("sample of 8 channels, written as JSON", bench.Device.Json));
            Meter.Measure(new EncodeUnit("sample of 8 channels, written as CBOR", bench.Device.Cbor));
            Meter.Measure(new HistoryUnit("row of 8 channels kept in the history"));
            MemoryClient[] clients = new MemoryClient[0];
            for (int count = 1; count <= 8; count *= 2)
            {
                MemoryClient[] more = new MemoryClient[count];
                for (int i = 0; i < count; i++)
                {
                    more[i] = i < clients.Length ? clients[i] : bench.Open("/ws", "");
                }

                clients = more;
                if (count != 2)
                {
                    Meter.Measure(new BroadcastUnit("sample with 8 channels to " + count + (count == 1 ? " client" : " clients"), bench, clients));
                }

                if (count == 4)
                {
                    Meter.Measure(new BroadcastUnit("change of an input told to 4 clients", bench, clients, (BenchInput)bench.Device.Board[BenchBoards.Input]));
                }
            }

            Meter.Measure(new IdleUnit("idle turn of the loop, 8 clients", bench));
        }

        private static void MeasureDecimals()
        {
            Bench bench = new Bench(BenchBoards.WithDecimals());
            MemoryClient[] clients = new MemoryClient[4];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = bench.Open("/ws", "");
            }

            Meter.Measure(new BroadcastUnit("sample of 8 channels with 2 decimals to 4 clients", bench, clients));
        }
    }
}
