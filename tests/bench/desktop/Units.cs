using System.Linq;
using System.Text;
using BenchmarkDotNet.Attributes;
using Nano.Bench;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Tests.Bench
{
    /// <summary>The units of work of tests/bench/interpreter, including the in-memory client.</summary>
    [MemoryDiagnoser]
    public class Units
    {
        private Unit _unit;

        [Benchmark]
        public void ParseOfABrowsersHandshake() => _unit.Run();

        [Benchmark]
        public void AcceptKey() => _unit.Run();

        [Benchmark]
        public void HandshakeTo101() => _unit.Run();

        [Benchmark]
        public void PageNotModified() => _unit.Run();

        [Benchmark]
        public void Page() => _unit.Run();

        [Benchmark]
        public void EchoOf32BytesOfText() => _unit.Run();

        [Benchmark]
        public void EchoOf4KiBOfBinary() => _unit.Run();

        [Benchmark]
        public void EchoOf4KiBOfText() => _unit.Run();

        [Benchmark]
        public void JsonCommand() => _unit.Run();

        [Benchmark]
        public void CborCommand() => _unit.Run();

        [Benchmark]
        public void SampleTo1Client() => _unit.Run();

        [Benchmark]
        public void SampleTo4Clients() => _unit.Run();

        [Benchmark]
        public void SampleTo8Clients() => _unit.Run();

        [Benchmark]
        public void IdleTurn() => _unit.Run();

        [GlobalSetup(Target = nameof(ParseOfABrowsersHandshake))]
        public void PrepareParse() => _unit = new ParseUnit("", Requests.Upgrade());

        [GlobalSetup(Target = nameof(AcceptKey))]
        public void PrepareKey() => _unit = new AcceptKeyUnit();

        [GlobalSetup(Target = nameof(HandshakeTo101))]
        public void PrepareHandshake() => _unit = new HandshakeUnit(new Nano.Bench.Bench());

        [GlobalSetup(Target = nameof(PageNotModified))]
        public void PrepareNotModified() => _unit = new RequestUnit("", new Nano.Bench.Bench(), Requests.Page("If-None-Match: " + Firmware.Pages.DashboardPage.EntityTag + "\r\n"));

        [GlobalSetup(Target = nameof(Page))]
        public void PreparePage() => _unit = new RequestUnit("", new Nano.Bench.Bench(), Requests.Page(""));

        [GlobalSetup(Target = nameof(EchoOf32BytesOfText))]
        public void PrepareEcho() => _unit = new EchoUnit("", new Nano.Bench.Bench(), 0x81, 32);

        [GlobalSetup(Target = nameof(EchoOf4KiBOfBinary))]
        public void PrepareBinary() => _unit = new EchoUnit("", new Nano.Bench.Bench(), 0x82, 4096);

        [GlobalSetup(Target = nameof(EchoOf4KiBOfText))]
        public void PrepareText() => _unit = new EchoUnit("", new Nano.Bench.Bench(), 0x81, 4096);

        [GlobalSetup(Target = nameof(JsonCommand))]
        public void PrepareJson() => _unit = new CommandUnit("", new Nano.Bench.Bench(), "nano.v1.json", 0x81, Encoding.UTF8.GetBytes("{\"id\":7,\"cmd\":\"set\",\"channel\":\"led\",\"value\":1}"));

        [GlobalSetup(Target = nameof(CborCommand))]
        public void PrepareCbor()
        {
            byte[] command = [0xA4, 0x62, .. "id"u8, 7, 0x63, .. "cmd"u8, 0x63, .. "set"u8, 0x67, .. "channel"u8, 0x63, .. "led"u8, 0x65, .. "value"u8, 1];
            _unit = new CommandUnit("", new Nano.Bench.Bench(), "nano.v1.cbor", 0x82, command);
        }

        [GlobalSetup(Target = nameof(SampleTo1Client))]
        public void PrepareOne() => PrepareSamples(1);

        [GlobalSetup(Target = nameof(SampleTo4Clients))]
        public void PrepareFour() => PrepareSamples(4);

        [GlobalSetup(Target = nameof(SampleTo8Clients))]
        public void PrepareEight() => PrepareSamples(8);

        [GlobalSetup(Target = nameof(IdleTurn))]
        public void PrepareIdle() => _unit = new IdleUnit("", new Nano.Bench.Bench());

        private void PrepareSamples(int clients)
        {
            var bench = new Nano.Bench.Bench();
            MemoryClient[] all = Enumerable.Range(0, clients).Select(_ => bench.Open("/ws", "")).ToArray();
            _unit = new BroadcastUnit("", bench, all);
        }
    }
}
