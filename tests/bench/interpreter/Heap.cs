using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nano.Firmware;
using Nano.Firmware.Channels;
using Nano.Firmware.Settings;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Bench
{
    /// <summary>Measures the heap that objects take, and prints lines "heap name|bytes".</summary>
    internal static class Heap
    {
        private const int More = 8;

        /// <summary>Measures a device with the default options and the channels of the default board at start-up, over sockets if the interpreter has them.</summary>
        public static void MeasureBoot()
        {
            uint free = Meter.Free();
            Device device;
            try
            {
                device = Boot(new SocketTransport(IPAddress.Loopback, 0));
            }
            catch (Exception)
            {
                device = Boot(new MemoryTransport(512, 8));
            }

            uint left = Meter.Free();
            Print("free before the device boots", free);
            Print("device at boot: " + device.Server.Options.Slots + " slots, " + device.Board.Count + " channels, a history of 60", free - left);
            End(device.Server);
        }

        /// <summary>Measures a slot with all its objects except the socket.</summary>
        public static void MeasureSlots()
        {
            uint free = Meter.Free();
            WebServer one = Start(new MemoryTransport(512, 8), 1);
            uint afterOne = Meter.Free();
            WebServer nine = Start(new MemoryTransport(512, 8), 1 + More);
            uint slot = (afterOne - Meter.Free() - (free - afterOne)) / More;
            Print("slot of the server over memory, " + nine.BufferMemory / nine.Options.Slots + " bytes of buffers included", slot);
            one.Stop();
        }

        /// <summary>Measures a slot over sockets, if the interpreter has them.</summary>
        public static void MeasureSockets()
        {
            try
            {
                uint free = Meter.Free();
                WebServer one = Start(new SocketTransport(IPAddress.Loopback, 0), 1);
                WaitForThreads();
                uint afterOne = Meter.Free();
                SocketTransport transport = new SocketTransport(IPAddress.Loopback, 0);
                WebServer nine = Start(transport, 1 + More);
                WaitForThreads();
                uint slot = (afterOne - Meter.Free() - (free - afterOne)) / More;
                Print("slot over sockets, with the thread that waits", slot);

                Socket[] clients = new Socket[More];
                for (int i = 0; i < clients.Length; i++)
                {
                    clients[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    clients[i].Connect(new IPEndPoint(IPAddress.Loopback, transport.Port));
                }

                uint before = Meter.Free();
                for (int i = 0; i < 100 && nine.Clients < clients.Length; i++)
                {
                    nine.Turn(0);
                    Thread.Sleep(10);
                }

                uint socket = (before - Meter.Free()) / More;
                Print("socket of a connection", socket);
                Print("connection over sockets in all", slot + socket);
                End(one);
                End(nine);
            }
            catch (Exception)
            {
                Console.WriteLine("note: this interpreter has no sockets");
            }
        }

        /// <summary>Measures the heap that 10,000 messages leave occupied.</summary>
        public static void MeasureMessages(Unit echo)
        {
            echo.Run();
            uint before = Meter.Free();
            for (int i = 0; i < 10000; i++)
            {
                echo.Run();
            }

            uint after = Meter.Free();
            Print("left behind by 10,000 messages", before > after ? before - after : 0);
        }

        private static Device Boot(Transport transport)
        {
            Device device = new Device(BenchBoards.LikeDefault(), transport, new ServerOptions(), new DeviceOptions { GreetingDelay = 0 });
            device.Start();
            device.Server.Turn(0);
            WaitForThreads();
            return device;
        }

        private static void End(WebServer server)
        {
            server.Stop();
            server.Turn(0);
            server.Turn(100000);
            WaitForThreads();
        }

        /// <summary>
        /// Waits until threads have started or ended, which changes the heap. It does not use Sleep, because run.sh counts native instructions between
        /// calls of Sleep.
        /// </summary>
        private static void WaitForThreads()
        {
            new AutoResetEvent(false).WaitOne(50, false);
        }

        private static WebServer Start(Transport transport, int slots)
        {
            WebServer server = new WebServer(transport, new ServerOptions { Slots = slots });
            server.Start();
            return server;
        }

        private static void Print(string name, uint bytes)
        {
            Console.WriteLine("heap " + name + "|" + bytes);
        }
    }
}
