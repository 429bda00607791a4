using System;
using Nano.Web.Server;

namespace Nano.Tests.Unit.Support
{
    /// <summary>A transport that does as another does, except when a test has it fail or take its time.</summary>
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

        /// <summary>Whether clients are still coming to terms with it, as in a TLS handshake.</summary>
        public bool IsOpening = false;

        /// <summary>How often it was asked to accept, and to listen anew.</summary>
        public int Accepts;
        public int Reopens;

        public override TransportStream[] Open(int count)
        {
            TransportStream[] streams = _transport.Open(count);
            for (int i = 0; i < count; i++)
            {
                streams[i] = new Stream(this, streams[i]);
            }

            return streams;
        }

        public override AcceptResult Accept(TransportStream stream)
        {
            Accepts++;
            if (Throws > 0)
            {
                Throws--;
                throw new InvalidOperationException("accept");
            }

            return Result == AcceptResult.None ? _transport.Accept(((Stream)stream).Inner) : Result;
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

        private sealed class Stream : TransportStream
        {
            private readonly FaultyTransport _transport;

            public Stream(FaultyTransport transport, TransportStream inner)
            {
                _transport = transport;
                Inner = inner;
            }

            public readonly TransportStream Inner;

            public override bool IsFree => Inner.IsFree;

            public override bool IsOpening => _transport.IsOpening;

            public override int Address => Inner.Address;

            public override int Receive(byte[] buffer, int offset, int count)
            {
                return _transport.IsOpening ? 0 : Inner.Receive(buffer, offset, count);
            }

            public override int Send(byte[] buffer, int offset, int count)
            {
                return _transport.IsOpening ? 0 : Inner.Send(buffer, offset, count);
            }

            public override void Close()
            {
                Inner.Close();
            }
        }
    }
}
