using System;
using System.Threading;

namespace Nano.Web.Server
{
    // The loop: the connections' turns, the tasks', and when each is due.
    public sealed partial class WebServer
    {
        /// <summary>The loop waits no longer, so that what only time ends does not wait long.</summary>
        internal const int LongestWait = 250;

        /// <summary>What <see cref="OnError"/> is told in place of a slot, where an exception belongs to no connection.</summary>
        public const int NoSlot = -1;

        // The loop looks after a client that takes its bytes slowly that often.
        private const int SendWait = 10;

        // Not 0 when a task or the end has been asked for. Other threads set it.
        private int _asked;

        // When the loop has something to do beside its connections: the earliest of the three below it, or at once.
        private long _due;
        private long _taskDue;
        internal long _checkDue;
        private long _stopDue;
        private bool _isTimeToCheck;
        private long _now;
        private int _clients;

        // Slots from there on are free.
        private int _used;

        // Whether a client has not taken all that waits for it since the loop last waited.
        internal bool _isSending;

        /// <summary>Does all that can be done at a time, without waiting: <see cref="Run"/> calls it, and tests with a time of their own.</summary>
        /// <param name="now">Milliseconds; never less than the last time.</param>
        /// <returns>Whether another turn may find more to do.</returns>
        /// <exception cref="InvalidOperationException">The server has not been started.</exception>
        public bool Turn(long now)
        {
            _now = now;
            bool moved = false;
            if (now >= _due || _asked != 0 || _transport._isReadable)
            {
                moved = Attend(now);
            }

            int used = _used;
            Connection[] connections = _connections;
            for (int i = 0; i < used; i++)
            {
                // Most of them have nothing to do in most turns, and are passed over without a call.
                Connection connection = connections[i];
                if (connection._stream._isReadable || !connection._webSocket._isResting)
                {
                    if (connection._phase == ConnectionPhase.Free)
                    {
                        continue;
                    }

                    // One that rests again is done. But its handler may have asked for a task, or sent by one that has had its turn.
                    if (TurnConnection(connection, now) && (i > 0 || _asked != 0 || connection._stream._isReadable || !connection._webSocket._isResting))
                    {
                        moved = true;
                    }
                }
                else if (connection._output._end != 0)
                {
                    // Someone else has sent by it, such as a task.
                    connection.Flush(now);
                    moved |= !connection._webSocket._isResting;
                }
            }

            if (_isTimeToCheck)
            {
                moved |= CheckConnections(now);
            }

            return moved;
        }

        /// <summary>Has the connections' times looked at by then, if not before: so that no turn need look at times that are far away.</summary>
        internal void CheckBy(long due)
        {
            if (due < _checkDue)
            {
                _checkDue = due;
                _due = due < _due ? due : _due;
            }
        }

        /// <summary>A task has been asked for. Any thread may call it.</summary>
        internal void RunTasksSoon()
        {
            _asked = 1;
            _transport.Wake();
        }

        /// <summary>A connection has ended.</summary>
        internal void CountOut()
        {
            _clients--;
            while (_used > 0 && _connections[_used - 1]._phase == ConnectionPhase.Free)
            {
                _used--;
            }
        }

        /// <summary>Does what is there to do beside the connections' turns, and finds out when there is more.</summary>
        /// <returns>Whether bytes moved.</returns>
        private bool Attend(long now)
        {
            if (_connections == null)
            {
                // Not in each turn: the literal would be an object.
                CheckStarted("Turn");
            }

            // First, and seen by all threads: what is asked for from now on is done in the next turn.
            bool isAsked = Interlocked.Exchange(ref _asked, 0) != 0;
            if (_service._isStopping)
            {
                TurnStop(now);
            }
            else if (_transport._isReadable && now >= _listenDue)
            {
                Accept(now);
            }

            if (isAsked || now >= _taskDue)
            {
                RunTasks(now);
            }

            if (now >= _checkDue)
            {
                _isTimeToCheck = true;
                _checkDue = long.MaxValue;
            }

            long due = _taskDue < _checkDue ? _taskDue : _checkDue;
            _due = _stopDue != 0 && _stopDue < due ? _stopDue : due;
            if (_refusal._isFree)
            {
                return false;
            }

            // It has turns of its own until whoever was refused has gone.
            _due = 0;
            return _refusal.Turn(now);
        }

        [NotInlined]
        private void Loop()
        {
            long woken = _clock.Read(DateTime.UtcNow.Ticks);
            long time = woken;
            while (true)
            {
                bool moved = Turn(time / 1000);
                if (_stopDue != 0 && Clients == 0)
                {
                    return;
                }

                time = _clock.Read(DateTime.UtcNow.Ticks);
                if (!moved)
                {
                    LoopTime = (int)(time - woken);
                    _transport.Wait(TimeToWait(time / 1000));
                    woken = _clock.Read(DateTime.UtcNow.Ticks);
                    time = woken;
                }
            }
        }

        /// <summary>Lets a handler's exception cost its own connection only.</summary>
        private bool TurnConnection(Connection connection, long now)
        {
            try
            {
                return connection.Turn(now);
            }
            catch (Exception e)
            {
                Fault(connection, e, now);
                return true;
            }
        }

        /// <summary>Ends what connections have taken too long for.</summary>
        /// <returns>Whether that was so of any.</returns>
        private bool CheckConnections(long now)
        {
            _isTimeToCheck = false;
            bool moved = false;
            for (int i = 0; i < _used; i++)
            {
                Connection connection = _connections[i];
                if (connection._phase == ConnectionPhase.Free)
                {
                    continue;
                }

                ConnectionPhase phase = connection._phase;
                bool wasSending = (connection._output.Count > 0);
                try
                {
                    CheckBy(connection.CheckTime(now));
                }
                catch (Exception e)
                {
                    Fault(connection, e, now);
                    moved = true;
                }

                moved |= connection._phase != phase || (connection._output.Count > 0) != wasSending;
            }

            return moved;
        }

        private void Fault(Connection connection, Exception e, long now)
        {
            Statistics.HandlerFaults++;
            Report(connection._webSocket.Slot, e);
            try
            {
                connection.Fault(now);
            }
            catch (Exception second)
            {
                // The handler cannot even take leave of its client.
                Statistics.HandlerFaults++;
                Report(connection._webSocket.Slot, second);
                FreeConnection(connection);
            }
        }

        /// <summary>Tells the program of an exception.</summary>
        /// <param name="slot">The connection's slot, or <see cref="NoSlot"/>.</param>
        /// <param name="e">The exception.</param>
        private void Report(int slot, Exception e)
        {
            if (e is OutOfMemoryException)
            {
                Statistics.OutOfMemory++;
            }

            try
            {
                if (OnError != null)
                {
                    OnError(slot, e);
                }
                else
                {
                    ErrorReport.Write(slot, e);
                }
            }
            catch (Exception)
            {
                // There is nobody left to tell.
                Statistics.ReportFaults++;
            }
        }

        /// <summary>Ends a connection, whatever its handler makes of that.</summary>
        private void FreeConnection(Connection connection)
        {
            try
            {
                connection.Free();
            }
            catch (Exception e)
            {
                // The handler is told only once, so that this time nothing throws.
                Statistics.HandlerFaults++;
                Report(connection._webSocket.Slot, e);
                connection.Free();
            }
        }

        private void RunTasks(long now)
        {
            long next = long.MaxValue;
            for (int i = 0; i < _taskCount; i++)
            {
                LoopTask task = _tasks[i];
                if (task.TakeTurn(now))
                {
                    RunTask(task, now);
                }

                long due = task.Due;
                next = due < next ? due : next;
            }

            _taskDue = next;
        }

        /// <summary>Lets a task's exception cost that run only.</summary>
        private void RunTask(LoopTask task, long now)
        {
            task.Due = now + LongestWait;
            try
            {
                task.Due = task.Run(now);
            }
            catch (Exception e)
            {
                Statistics.TaskFaults++;
                Report(NoSlot, e);
            }
        }

        private void TurnStop(long now)
        {
            if (_stopDue == 0)
            {
                _transport.Close();
                _refusal.Free();
                _stopDue = now + Options.WebSocket.CloseTimeout;
                for (int i = 0; i < _connections.Length; i++)
                {
                    _connections[i].Stop(now);
                }
            }
            else if (now >= _stopDue)
            {
                for (int i = 0; i < _connections.Length; i++)
                {
                    if (_connections[i]._phase != ConnectionPhase.Free)
                    {
                        FreeConnection(_connections[i]);
                    }
                }
            }
        }

        private int TimeToWait(long now)
        {
            long wait = _isSending ? SendWait : LongestWait;
            _isSending = false;
            wait = _taskDue - now < wait ? _taskDue - now : wait;
            return wait < 1 ? 1 : (int)wait;
        }
    }
}
