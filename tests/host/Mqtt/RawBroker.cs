using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>
    /// A broker on a loopback port that runs a test's script for each connection, byte by byte; to connections without a script it behaves correctly. It takes a
    /// message of quality of service 1 when it acknowledges it, and not before.
    /// </summary>
    internal sealed class RawBroker : IDisposable
    {
        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly ConcurrentQueue<Action<RawConnection>> _behaviours = new ConcurrentQueue<Action<RawConnection>>();
        private readonly Thread _thread;
        private readonly List<string> _taken = new List<string>();
        private volatile TcpClient _client;
        private volatile bool _isDisposed;
        private int _connections;

        public RawBroker()
        {
            _listener.Start();
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        /// <summary>How many connections it has accepted.</summary>
        public int Connections => Volatile.Read(ref _connections);

        /// <summary>The first error inside the broker; null for none.</summary>
        public Exception Fault { get; private set; }

        /// <summary>Says what to do with the next connection. When it returns, the connection is closed.</summary>
        public void Next(Action<RawConnection> behaviour)
        {
            _behaviours.Enqueue(behaviour);
        }

        /// <summary>The messages that it has taken, as topic=payload, in their order.</summary>
        public string[] Taken()
        {
            lock (_taken)
            {
                return _taken.ToArray();
            }
        }

        /// <summary>Takes a message.</summary>
        public void Take(string message)
        {
            lock (_taken)
            {
                _taken.Add(message);
            }
        }

        public void Dispose()
        {
            _isDisposed = true;
            _listener.Stop();
            _client?.Dispose();
            _thread.Join();
        }

        private void Run()
        {
            while (!_isDisposed)
            {
                try
                {
                    using TcpClient client = _listener.AcceptTcpClient();
                    client.NoDelay = true;
                    _client = client;
                    Interlocked.Increment(ref _connections);
                    RawConnection connection = new RawConnection(this, client.GetStream());
                    if (_behaviours.TryDequeue(out Action<RawConnection> behaviour))
                    {
                        behaviour(connection);
                    }
                    else
                    {
                        connection.Accept();
                        connection.Serve();
                    }
                }
                catch (Exception e) when (e is IOException || e is SocketException || e is ObjectDisposedException)
                {
                    // The board has closed the connection, or the test has ended.
                }
                catch (Exception e)
                {
                    Fault = e;
                    return;
                }
            }
        }
    }
}
