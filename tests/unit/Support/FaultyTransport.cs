using System;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Support
{
    /// <summary>A transport that does as another does, except when a test has it fail.</summary>
    internal sealed class FaultyTransport : Transport
    {
        private readonly Transport _transport;

        public FaultyTransport(Transport transport)
        {
            _transport = transport;
        }

        /// <summary>What the next accepts come to; None for what they really come to.</summary>
        public AcceptResult Result = AcceptResult.None;

        /// <summary>How often accepting throws before it does as it should.</summary>
        public int Throws = 0;

        /// <summary>Whether listening anew succeeds.</summary>
        public bool CanReopen = true;

        /// <summary>How often it was asked to accept, and to listen anew.</summary>
        public int Accepts;
        public int Reopens;

        public override TransportStream[] Open(int count)
        {
            return _transport.Open(count);
        }

        public override AcceptResult Accept(TransportStream stream)
        {
            Accepts++;
            if (Throws > 0)
            {
                Throws--;
                throw new InvalidOperationException("accept");
            }

            return Result == AcceptResult.None ? _transport.Accept(stream) : Result;
        }

        public override bool Reopen()
        {
            Reopens++;
            return CanReopen;
        }

        public override void Wait(int milliseconds)
        {
        }

        public override void Wake()
        {
        }

        public override void Close()
        {
            _transport.Close();
        }
    }
}
