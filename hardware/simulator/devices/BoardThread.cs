using System;
using System.Threading;

namespace Nano.Simulator
{
    /// <summary>The thread on which a board's events happen. It sleeps until there is one.</summary>
    public sealed class BoardThread : IDisposable
    {
        // A handler may hang, for example on a console whose output is not read; the program must end nevertheless.
        private const int Patience = 1000;

        private readonly SimulatedBoard _board;
        private readonly Thread _thread;
        private volatile bool _stopped;

        /// <summary>Starts it.</summary>
        /// <param name="board">A board whose time passes as real time does.</param>
        public BoardThread(SimulatedBoard board)
        {
            _board = board;
            _thread = new Thread(Run) { Name = "Simulated board", IsBackground = true };
            _thread.Start();
        }

        /// <summary>Ends it, after what has happened until now.</summary>
        public void Dispose()
        {
            _stopped = true;
            _board.Wake();
            if (_thread.Join(Patience))
            {
                _board.Advance();
            }
        }

        private void Run()
        {
            while (!_stopped)
            {
                _board.Wait(_board.Advance());
            }
        }
    }
}
