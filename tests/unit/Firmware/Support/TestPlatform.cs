using System;
using System.Text;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Tests.Support;
using Nano.Tests.Unit.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Firmware.Support
{
    /// <summary>A platform whose memory, pins and storage the test makes.</summary>
    internal sealed class TestPlatform : Platform
    {
        private readonly MemoryTransport _transport = new MemoryTransport(1024, 1);

        /// <summary>The files in the board's flash.</summary>
        public readonly TornStore Flash = new TornStore();

        /// <summary>The lines of the log, each with its end.</summary>
        public string Lines = "";

        /// <summary>The free bytes of the heap.</summary>
        public long Free = 100000;

        /// <summary>How many of the next boards with pins cannot be made.</summary>
        public int BrokenPins;

        /// <summary>Whether not even a board without pins can be made.</summary>
        public bool IsBroken { get; set; }

        /// <summary>Whether memory runs out when the device listens.</summary>
        public bool IsExhausted;

        /// <summary>Whether a device that listens is stopped at once.</summary>
        public bool StopsAtOnce { get; set; }

        /// <summary>The radio; null for none.</summary>
        public TestRadio Wifi;

        /// <summary>The channel lines that the last board was made of; null for none.</summary>
        public string UsedChannels;

        /// <summary>The most connections, a limit that the settings cannot raise: few, so that the tests fit in a board's heap.</summary>
        public int Most = 2;

        /// <summary>The interval of the last device.</summary>
        public int Interval;

        /// <summary>How long it has waited in all, in milliseconds.</summary>
        public int Waited;

        /// <summary>How often the heap was compacted.</summary>
        public int Compactions;

        /// <summary>Whether something watches the loop.</summary>
        public bool IsWatched;

        /// <summary>How often the board was restarted.</summary>
        public int Restarts;

        /// <summary>The loop's time in milliseconds.</summary>
        public long Now = 10000;

        public override byte[] HardwareAddress => new byte[] { 0x02, 0, 0, 0x1A, 0x2B, 0x3C };

        public override SettingsStore Store => Flash;

        /// <summary>The chip; null for an unknown one.</summary>
        public Chip Carried = Chip.Esp32C3;

        public override Chip Chip => Carried;

        public override int MaximumSlots => Most;

        /// <summary>Saves settings, as a board does that has run before.</summary>
        public void Save(string text)
        {
            BoardSettings settings = new BoardSettings(Chip);
            SettingsFile file = new SettingsFile(Flash);
            file.Load(settings);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Assert.AreEqual(0, settings.Read(bytes, 0, bytes.Length));
            Assert.IsTrue(file.Save(settings));
        }

        /// <summary>Starts, as after power-on.</summary>
        public Device Start()
        {
            Lines = "";
            return new StartSequence(this).Start();
        }

        /// <summary>Lets the loop turn until nothing moves.</summary>
        public void Turn(Device device)
        {
            int turns = 0;
            while (device.Server.Turn(Now))
            {
                turns++;
                Assert.IsTrue(turns < 20000, "The loop does not come to rest.");
            }
        }

        /// <summary>Requests a page of a device that listens.</summary>
        public string Get(Device device, string path)
        {
            MemoryClient client = _transport.Connect();
            Assert.IsNotNull(client);
            byte[] request = Bytes.Of("GET " + path + " HTTP/1.1\r\nHost: 192.168.4.1\r\nConnection: close\r\n\r\n");
            client.Send(request, 0, request.Length);
            byte[] part = new byte[512];
            string text = "";
            while (!client.IsClosed || client.Available > 0)
            {
                Turn(device);
                Now += 10;
                int count = client.Receive(part, 0, part.Length);
                text += Bytes.Text(part, 0, count);
            }

            return text;
        }

        /// <summary>Connects a client.</summary>
        public MemoryClient Connect()
        {
            MemoryClient client = _transport.Connect();
            Assert.IsNotNull(client);
            return client;
        }

        /// <summary>Sends a request on a connection of its own, so many bytes at a time, and reads the answer.</summary>
        /// <param name="device">The device, which listens.</param>
        /// <param name="line">Method and target.</param>
        /// <param name="fields">More field lines, each with its end.</param>
        /// <param name="content">The content; empty for none.</param>
        /// <param name="piece">How many bytes are sent at once.</param>
        public Reply Ask(Device device, string line, string fields, string content, int piece = 512)
        {
            MemoryClient client = Connect();
            string length = content.Length > 0 ? "Content-Length: " + Bytes.Of(content).Length + "\r\n" : "";
            Send(device, client, line + " HTTP/1.1\r\nHost: 192.168.4.1\r\nConnection: close\r\n" + fields + length + "\r\n" + content, piece);
            return Read(device, client);
        }

        /// <summary>Sends text on a connection.</summary>
        public void Send(Device device, MemoryClient client, string text, int piece)
        {
            byte[] bytes = Bytes.Of(text);
            for (int at = 0; at < bytes.Length;)
            {
                int count = bytes.Length - at < piece ? bytes.Length - at : piece;
                int sent = client.Send(bytes, at, count);
                at += sent;
                Turn(device);
                Assert.IsTrue(sent > 0 || client.IsClosed, "The device does not take what is sent.");
                if (sent == 0)
                {
                    return;
                }
            }
        }

        /// <summary>Reads the answer on a connection that ends with it.</summary>
        public Reply Read(Device device, MemoryClient client)
        {
            byte[] received = new byte[512];
            int count = 0;
            Reply reply = null;
            for (int turns = 0; reply == null && turns < 3000; turns++)
            {
                Turn(device);
                Now += 10;
                received = count == received.Length ? Bytes.Grow(received) : received;
                count += client.Receive(received, count, received.Length - count);
                reply = Reply.Read(received, count, false);
            }

            Assert.IsNotNull(reply, "There is no answer.");
            client.Reset();
            Turn(device);
            return reply;
        }

        public override long ReadFreeMemory()
        {
            return Free;
        }

        public override DriverCatalog Drivers => new TestDrivers();

        public override Board CreateBoard(BoardDescription description)
        {
            UsedChannels = null;
            if (IsBroken || (description != null && BrokenPins > 0))
            {
                BrokenPins--;
                throw new InvalidOperationException("no such pin");
            }

            Board board = new Board();
            if (description != null)
            {
                UsedChannels = Bytes.Text(description.Text, 0, description.Count);
                board.Add(new TestOutput("led", 0));
                board.Add(new TestInput("button", true));
            }

            board.Add(new UptimeChannel("uptime"));
            board.Add(new LoopTimeChannel("loop"));
            return board;
        }

        public override Transport CreateTransport()
        {
            _transport.ClaimsThreads = true;
            return IsExhausted ? new FullTransport() : _transport;
        }

        public override Transport CreateLeanTransport()
        {
            _transport.ClaimsThreads = false;
            return _transport;
        }

        public override void CompactMemory()
        {
            Compactions++;
        }

        public override void WatchLoop()
        {
            IsWatched = true;
        }

        public override Radio OpenRadio()
        {
            return Wifi;
        }

        public override void Configure(DeviceOptions options, bool hasSettings)
        {
            Interval = options.Interval;
        }

        /// <summary>A request that a client sends as soon as the device listens; null for none.</summary>
        public string FirstRequest = null;

        public override void OnListening(Device device)
        {
            if (FirstRequest != null)
            {
                byte[] request = Bytes.Of(FirstRequest);
                Connect().Send(request, 0, request.Length);
            }

            if (StopsAtOnce)
            {
                device.Stop();
            }
        }

        public override bool OnCannotListen(Exception failure)
        {
            return false;
        }

        public override void Log(string line)
        {
            Lines += line + "\n";
        }

        public override void Wait(int milliseconds)
        {
            Waited += milliseconds;
        }

        public override void Restart()
        {
            Restarts++;
        }

        /// <summary>Has no memory for connections.</summary>
        private sealed class FullTransport : Transport
        {
            public override TransportStream[] Open(int count)
            {
                throw new OutOfMemoryException();
            }

            public override AcceptResult Accept(TransportStream stream)
            {
                return AcceptResult.None;
            }

            public override void Wait(int milliseconds)
            {
            }

            public override void Wake()
            {
            }

            public override void Close()
            {
            }
        }
    }
}
