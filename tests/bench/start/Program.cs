using System;
using System.Text;
using Nano.Firmware;
using Nano.Firmware.Startup;
using Nano.Tests.Support;
using Nano.Web.Server;

namespace Nano.Bench.Start
{
    /// <summary>Starts the firmware in whatever heap there is, requests its state and its page, and prints "start, KIND: N slots, N bytes left, N bytes of state, N of page".</summary>
    public static class Program
    {
        private const uint LeastForAccessPoint = 24576;

        private static readonly byte[] s_part = new byte[128];

        public static void Main()
        {
            // A new board makes the most. A heap too small for that may have room for one that is in its network.
            Start(nanoFramework.Runtime.Native.GC.Run(false) > LeastForAccessPoint);
        }

        private static void Start(bool isAccessPoint)
        {
            string kind = isAccessPoint ? "start, access point: " : "start, in a network: ";
            MemoryPlatform platform = new MemoryPlatform(isAccessPoint);
            Device device;
            try
            {
                device = new StartSequence(platform).Start();
            }
            catch (Exception e)
            {
                Console.WriteLine(kind + e.Message);
                return;
            }

            int state = Get(platform, device, "/api/state");
            int page = Get(platform, device, isAccessPoint ? "/setup" : "/");
            Console.WriteLine(kind + device.Server.Options.Slots + " slots, " + platform.ReadFreeMemory() + " bytes left, " + state + " bytes of state, " + page + " of page, "
                + device.Server.Statistics.OutOfMemory + " times out of memory, " + device.Server.Statistics.Faults + " faults");
        }

        /// <summary>Requests a resource.</summary>
        /// <returns>The bytes of the response; 0 when its status is not 200.</returns>
        private static int Get(MemoryPlatform platform, Device device, string path)
        {
            MemoryClient client = platform.Transport.Connect();
            byte[] request = Encoding.UTF8.GetBytes("GET " + path + " HTTP/1.1\r\nHost: nano\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
            client.Send(request, 0, request.Length);
            int count = 0;
            bool isOk = false;
            for (long now = 0; !client.IsClosed || client.Available > 0; now++)
            {
                device.Server.Turn(now);
                int part = client.Receive(s_part, 0, s_part.Length);
                isOk = isOk || (count == 0 && part > 9 && s_part[9] == '2');
                count += part;
            }

            return isOk ? count : 0;
        }
    }
}
