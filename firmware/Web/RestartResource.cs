using Nano.Firmware.Channels;
using Nano.Web.Http;
using Nano.Web.Server;

namespace Nano.Firmware.Web
{
    /// <summary>
    /// /api/restart: POST has the outputs take their safe values at once, answers 202, and stops the server a moment later, so that the answer arrives. The
    /// start sequence then restarts the board.
    /// </summary>
    public sealed class RestartResource : Resource
    {
        /// <summary>The time from the answer to the stop, in milliseconds.</summary>
        public const int Delay = 500;

        private readonly Board _board;
        private readonly WebServer _server;
        private readonly Stopper _stopper;

        /// <summary>Makes the resource.</summary>
        /// <param name="board">Has the outputs.</param>
        /// <param name="server">The server that is stopped.</param>
        public RestartResource(Board board, WebServer server)
            : base(RequestMethod.Post)
        {
            Right = Right.Control;
            _board = board;
            _server = server;
            _stopper = new Stopper(server);
            server.AddTask(_stopper);
        }

        /// <summary>Whether a restart has been asked for.</summary>
        public bool IsAsked => _stopper.IsAsked;

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            _board.Stop();
            Response response = exchange.Response;
            response.KeepAlive = false;
            response.Begin(HttpStatus.Accepted);
            response.AddField("Content-Type", "application/json");
            response.AddField("Cache-Control", "no-store");
            response.BeginContent(20);
            response.BeginPiece().WriteText("{\"restarting\":true}\n");
            response.EndPiece(20);
            response.End();
            _stopper.StopBy(_server.Now + Delay);
        }

        private sealed class Stopper : LoopTask
        {
            private readonly WebServer _server;

            public Stopper(WebServer server)
            {
                _server = server;
            }

            // When the server stops; 0 once it does.
            private long _due = Channel.Never;

            public bool IsAsked => _due != Channel.Never;

            public void StopBy(long due)
            {
                _due = due < _due ? due : _due;
                RunSoon();
            }

            public override long Run(long now)
            {
                if (_due > 0 && now >= _due)
                {
                    _due = 0;
                    _server.Stop();
                }

                return _due == 0 ? Channel.Never : _due;
            }
        }
    }
}
