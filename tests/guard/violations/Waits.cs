using System;
using System.Net.Sockets;
using System.Threading;

namespace nanoFramework.Runtime.Native
{
    /// <summary>Replaces nanoFramework's class, which the desktop lacks.</summary>
    internal static class GC
    {
        public static uint Run(bool compact)
        {
            return compact ? 1u : 0u;
        }
    }
}

namespace Nano.Tests.Guard.Violations
{
    [AttributeUsage(AttributeTargets.Method)]
    internal class NotInlinedAttribute : Attribute
    {
    }

    internal class WaitsInlined
    {
        private readonly AutoResetEvent _event = new AutoResetEvent(false);

        public static void Wait(AutoResetEvent awaited)
        {
            awaited.WaitOne();
        }

        public void Set()
        {
            _event.Set();
        }
    }

    internal class WaitsUnmarked
    {
        private readonly AutoResetEvent _event = new AutoResetEvent(false);

        public void Wait()
        {
            _event.WaitOne(-1, false);
        }
    }

    internal class SleepsUnmarked
    {
        public void Wait()
        {
            Thread.Sleep(1000);
        }
    }

    internal class PollsUnmarked
    {
        public bool Wait(Socket socket)
        {
            return socket.Poll(-1, SelectMode.SelectRead);
        }
    }

    internal class LocksUnmarked
    {
        public void Wait(object gate)
        {
            lock (gate)
            {
            }
        }
    }

    internal abstract class Waiter
    {
        public abstract void Wait();
    }

    internal class MarkedWaiter : Waiter
    {
        [NotInlined]
        public override void Wait()
        {
            Thread.Sleep(1000);
        }
    }

    internal class CallsWaiterUnmarked
    {
        public void Run(Waiter waiter)
        {
            waiter.Wait();
        }
    }

    internal class Collects
    {
        public uint Free()
        {
            return nanoFramework.Runtime.Native.GC.Run(false);
        }
    }

    internal class Compacts
    {
        public static uint Free()
        {
            return nanoFramework.Runtime.Native.GC.Run(true);
        }
    }

    internal class CompactsPerhaps
    {
        public static uint Free(bool compact)
        {
            return nanoFramework.Runtime.Native.GC.Run(compact);
        }
    }

    /// <summary>Waits and collects garbage only in methods that the interpreter does not inline.</summary>
    internal class WaitsWell
    {
        private readonly AutoResetEvent _event = new AutoResetEvent(false);

        public WaitsWell()
        {
            Thread.Sleep(1);
            new Thread(Run).Start();
        }

        public static void Pause()
        {
            Thread.Sleep(1);
        }

        [NotInlined]
        public void Wait()
        {
            _event.WaitOne(-1, false);
        }

        [NotInlined]
        public uint Free()
        {
            return nanoFramework.Runtime.Native.GC.Run(false);
        }

        public bool CanRead(Socket socket)
        {
            return socket.Poll(0, SelectMode.SelectRead);
        }

        private void Run()
        {
            _event.WaitOne(-1, false);
        }
    }
}
