using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;
using Nano.Web.Server;

namespace Nano.Tests.Host.Soak
{
    /// <summary>Eight clients on a board of eight slots, at random, for a minute; NANO_LONG=1 makes it an hour, NANO_SOAK any number of seconds.</summary>
    [TestClass]
    public class SoakTests
    {
        private const int Clients = 8;
        private const ulong Seed = 1;

        // The clients' own threads keep this much alive at one moment and not at another.
        private const long HeapSlack = 256 * 1024;

        // The bytes that .NET's socket allocates when it is accepted; nothing else may allocate on the loop's thread.
        private const long BytesPerAccept = 2048;

        public TestContext TestContext { get; set; }

        private static int Seconds => int.TryParse(Environment.GetEnvironmentVariable("NANO_SOAK"), out int seconds) ? seconds : Environment.GetEnvironmentVariable("NANO_LONG") == "1" ? 3600 : 60;

        [TestMethod]
        public void Clients_that_join_leave_stall_and_command_at_random_leave_nothing_behind()
        {
            ServerOptions options = new ServerOptions { Slots = Clients, LingerTimeout = 200 };
            AllocationProbe probe = new AllocationProbe();
            using ServerHost host = new ServerHost(options, probe, out DeviceBoard _);
            int socketsBefore = OpenSockets();
            Gate gate = new Gate(Clients);
            SoakClient[] clients = Enumerable.Range(0, Clients).Select(i => new SoakClient(host.Port, Seed * 1000 + 17 * (ulong)i, gate)).ToArray();
            Thread[] threads = clients.Select(client => new Thread(client.Run) { IsBackground = true }).ToArray();
            foreach (Thread thread in threads)
            {
                thread.Start();
            }

            const int Checkpoints = 12;
            long firstHeap = 0;
            long heap = 0;
            long firstLoop = 0;
            long firstAccepts = 0;
            int period = Math.Max(250, Seconds * 1000 / (Checkpoints + 1));
            for (int i = 0; i <= Checkpoints; i++)
            {
                Thread.Sleep(period);
                Assert.IsTrue(gate.Shut(), $"Seed {Seed}: a client hangs. {string.Join("; ", clients.Select(client => client.Complaint))}");
                host.WaitForNoClients();
                heap = GC.GetTotalMemory(true);
                if (i == 0)
                {
                    // By now everything has been done once.
                    firstHeap = heap;
                    firstLoop = probe.Read();
                    firstAccepts = Accepts(host);
                }

                TestContext.WriteLine($"checkpoint {i}: heap {heap} bytes, loop's thread {probe.Read() - firstLoop} bytes for {Accepts(host) - firstAccepts} accepted");
                Assert.IsNull(clients.Select(client => client.Complaint).FirstOrDefault(complaint => complaint != null), $"seed {Seed}");
                Assert.IsLessThan(firstHeap + HeapSlack, heap, "The managed heap grows.");
                gate.Open(isOver: i == Checkpoints);
            }

            foreach (Thread thread in threads)
            {
                Assert.IsTrue(thread.Join(Until.Patience));
            }

            long loop = probe.Read() - firstLoop;
            long accepts = Accepts(host) - firstAccepts;
            TestContext.WriteLine($"{clients.Sum(client => client.Connections)} WebSockets, {clients.Sum(client => client.Requests)} requests, {clients.Sum(client => client.Refusals)} refused, "
                + $"{clients.Sum(client => client.Sent)} commands, {clients.Sum(client => client.Samples)} samples, {loop} bytes allocated by the loop for {accepts} accepted, heap {firstHeap} to {heap}");
            Assert.IsLessThan(accepts * BytesPerAccept + 4096, loop, "The loop allocates more than accepted sockets cost.");
            Assert.AreEqual(clients.Sum(client => client.Sent), clients.Sum(client => client.Answered), "Every command on a connection that lived gets one answer.");
            Assert.IsGreaterThan(10 * Clients, clients.Sum(client => client.Connections));
            Assert.AreEqual(0, host.Server.Statistics.Faults);
            host.WaitForNoClients();
            // Sockets of an earlier test may have been closing when they were counted.
            Until.True(() => OpenSockets() <= socketsBefore, $"{OpenSockets()} sockets are open, and {socketsBefore} were before.");
        }

        private static long Accepts(ServerHost host)
        {
            return host.Server.Statistics.Connections + host.Server.Statistics.Refused;
        }

        /// <summary>How many sockets this process has; 0 where it cannot be told.</summary>
        private static int OpenSockets()
        {
            const string Descriptors = "/proc/self/fd";
            if (!Directory.Exists(Descriptors))
            {
                return 0;
            }

            return Directory.GetFiles(Descriptors).Count(file =>
            {
                try
                {
                    return File.ResolveLinkTarget(file, false)?.FullName.Contains("socket:", StringComparison.Ordinal) == true;
                }
                catch (IOException)
                {
                    // It was the one that listed them.
                    return false;
                }
            });
        }
    }
}
