using System;
using System.Reflection;
using System.Threading;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Server
{
    /// <summary>
    /// The server's threads wait while others collect garbage and compact the heap. nanoFramework's interpreter does not initialise one slot of
    /// an inlined frame, and the collector takes what is left there for a reference: a thread that waits in such a frame damages objects.
    /// </summary>
    [TestClass]
    public class WaitingThreadTests
    {
        private const int Rounds = 6;
        private const int Threads = 8;
        private const int Rows = 24;
        private const int Columns = 16;

        private static bool s_isDone;

        [TestMethod]
        public void References_stay_whole_while_the_threads_of_connections_wait_and_the_heap_is_compacted()
        {
            for (int round = 0; round < Rounds; round++)
            {
                Litter();
                Heap.Taken();

                Waiter[] waiters = new Waiter[Threads];
                for (int i = 0; i < waiters.Length; i++)
                {
                    waiters[i] = new Waiter();
                }

                // Lets their threads begin to wait.
                Thread.Sleep(30);
                Node[][] first = Grow(round);
                Heap.Taken();
                Node[][] second = Grow(round + 100);
                Heap.Taken();
                Litter();
                Heap.Taken();
                Check(first, round);
                Check(second, round + 100);
                for (int i = 0; i < waiters.Length; i++)
                {
                    waiters[i].End();
                }

                Thread.Sleep(30);
            }
        }

        /// <summary>Leaves freed memory full of references to objects that are gone, as work before does.</summary>
        private static void Litter()
        {
            Thread thread = new Thread(Drop);
            s_isDone = false;
            thread.Start();
            while (!s_isDone)
            {
                Thread.Sleep(1);
            }
        }

        private static void Drop()
        {
            int rows = (int)(Heap.Free() / 2 / (Columns * 3 * 12));
            rows = rows < 200 ? rows : 200;
            Node[][] all = new Node[rows][];
            for (int i = 0; i < rows; i++)
            {
                // Of different lengths, so that what comes later lies across their borders.
                all[i] = new Node[Columns + i % 7];
                for (int j = 0; j < all[i].Length; j++)
                {
                    all[i][j] = new Node { Number = -1 };
                }
            }

            s_isDone = all.Length == rows;
        }

        private static Node[][] Grow(int seed)
        {
            Node[][] all = new Node[Rows][];
            for (int i = 0; i < Rows; i++)
            {
                all[i] = new Node[Columns];
                for (int j = 0; j < Columns; j++)
                {
                    all[i][j] = new Node { Number = seed * 1000 + i * Columns + j };
                }
            }

            return all;
        }

        private static void Check(Node[][] all, int seed)
        {
            for (int i = 0; i < Rows; i++)
            {
                for (int j = 0; j < Columns; j++)
                {
                    Assert.AreEqual(seed * 1000 + i * Columns + j, all[i][j].Number);
                }
            }
        }

        private sealed class Node
        {
            public int Number;
        }

        /// <summary>The waiter of a connection, which the library keeps to itself.</summary>
        private sealed class Waiter : TransportSource
        {
            private readonly object _waiter;

            public Waiter()
            {
                Type type = typeof(WebServer).Assembly.GetType("Nano.Web.Server.ReadWaiter");
                _waiter = type.GetConstructor(new[] { typeof(AutoResetEvent), typeof(TransportSource) }).Invoke(new object[] { new AutoResetEvent(false), this });
            }

            public void End()
            {
                _waiter.GetType().GetMethod("End").Invoke(_waiter, new object[0]);
            }
        }
    }
}
