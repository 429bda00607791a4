namespace Nano.Web.Server
{
    // Who gets a slot, and what becomes of those who do not.
    public sealed partial class WebServer
    {
        // A listener that fails is tried again after this time, and then after twice as long each time.
        private const int FirstRetry = 125;
        private const int LastRetry = 8000;

        private Refusal _refusal;
        private int _listenFailures;
        private long _listenDue;

        private void Accept(long now)
        {
            if (_listenDue != 0)
            {
                _listenDue = 0;
                if (_listenFailures > 1 && !_transport.Reopen())
                {
                    RetryLater(now);
                    return;
                }
            }

            if (Options.SlotsPerAddress > 0)
            {
                // A client that is refused here has been accepted already: there must be a place to answer on.
                _refusal.MakeRoom();
                if (_refusal.IsFree && !_refusal.Stream.IsFree)
                {
                    return;
                }
            }

            bool isFull = true;
            Connection[] connections = _connections;
            for (int i = 0; i < connections.Length; i++)
            {
                Connection connection = connections[i];
                if (connection._phase != ConnectionPhase.Free)
                {
                    continue;
                }

                if (!connection._stream.IsFree)
                {
                    // Its last client has just left: whoever waits gets it as soon as the stream is free.
                    isFull = false;
                    continue;
                }

                if (!TryAccept(connection._stream, now))
                {
                    return;
                }

                if (Options.SlotsPerAddress == 0 || !HasEnough(connection._stream.Address))
                {
                    Begin(connection, now);
                    continue;
                }

                isFull = false;
                Statistics.RefusedPerAddress++;
                if (_refusal.IsFree && _refusal.Stream.IsFree)
                {
                    ExchangeStreams(connection);
                    _refusal.Begin(false, now);
                }
                else
                {
                    connection._stream.Close();
                }
            }

            if (isFull)
            {
                _refusal.MakeRoom();
            }

            if (isFull && _refusal.IsFree && _refusal.Stream.IsFree && TryAccept(_refusal.Stream, now))
            {
                AcceptWhenFull(now);
            }
        }

        /// <summary>
        /// Whether a connection that is about to be answered would be the next to make room: no slot is free, and there is no other that would go
        /// first. Then its response says so. A server of one slot would close every connection: it does not say so.
        /// </summary>
        internal bool IsNextToGo(Connection connection, long now)
        {
            int slots = _connections.Length;
            if (_clients < slots || slots == 1)
            {
                return false;
            }

            for (int i = 0; i < slots; i++)
            {
                if (_connections[i] != connection && _connections[i].MayMakeRoom(now))
                {
                    return false;
                }
            }

            return true;
        }

        private void Begin(Connection connection, long now)
        {
            Statistics.Connections++;
            _clients++;
            _service._noticesLoss = _transport.NoticesLoss;
            int slot = connection._webSocket.Slot;
            _used = _used > slot ? _used : slot + 1;
            connection.Begin(now);
        }

        private bool TryAccept(TransportStream stream, long now)
        {
            AcceptResult result = _transport.Accept(stream);
            if (result == AcceptResult.Accepted)
            {
                _listenFailures = 0;
                return true;
            }

            if (result == AcceptResult.OutOfMemory)
            {
                Statistics.OutOfMemory++;
            }
            else if (result == AcceptResult.Failed)
            {
                RetryLater(now);
            }

            return false;
        }

        private void RetryLater(long now)
        {
            int delay = FirstRetry;
            for (int i = 0; i < _listenFailures && delay < LastRetry; i++)
            {
                delay *= 2;
            }

            _listenFailures++;
            _listenDue = now + delay;
            Statistics.ListenerRetries++;
        }

        /// <summary>A client is on the spare stream, and every slot is taken: one that is idle makes room, or the client is refused.</summary>
        private void AcceptWhenFull(long now)
        {
            if (Options.SlotsPerAddress > 0 && HasEnough(_refusal.Stream.Address))
            {
                Statistics.RefusedPerAddress++;
                _refusal.Begin(false, now);
                return;
            }

            Connection idle;
            while ((idle = FindIdle(now)) != null)
            {
                // A request may have come meanwhile, or the client have left.
                TurnConnection(idle, now);
                bool isEvicted = idle.IdleTime(now) >= 0;
                if (isEvicted || idle._phase == ConnectionPhase.Free)
                {
                    if (isEvicted)
                    {
                        Statistics.Evicted++;
                        FreeConnection(idle);
                    }

                    ExchangeStreams(idle);
                    Begin(idle, now);
                    return;
                }
            }

            Statistics.Refused++;
            _refusal.Begin(true, now);
        }

        /// <summary>Whether a client's address has as many connections as it may have.</summary>
        private bool HasEnough(int address)
        {
            int count = 0;
            for (int i = 0; i < _connections.Length && address != 0; i++)
            {
                if (_connections[i]._phase != ConnectionPhase.Free && _connections[i]._stream.Address == address)
                {
                    count++;
                }
            }

            return count >= Options.SlotsPerAddress;
        }

        /// <summary>The connection that has been idle for the longest time, or null.</summary>
        private Connection FindIdle(long now)
        {
            Connection idle = null;
            long longest = -1;
            for (int i = 0; i < _connections.Length; i++)
            {
                long time = _connections[i].IdleTime(now);
                if (time > longest)
                {
                    longest = time;
                    idle = _connections[i];
                }
            }

            return idle;
        }

        private void ExchangeStreams(Connection connection)
        {
            TransportStream stream = connection._stream;
            connection._stream = _refusal.Stream;
            _refusal.Stream = stream;
        }
    }
}
