using System;
using Nano.Web.Http;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Who may do what: by the session of its cookie, or by the secret that comes with its request. There is one only where there is a password or
    /// a token. All memory is taken at the start.
    /// </summary>
    internal sealed class AccessGate : Gate
    {
        /// <summary>What the WebSockets of a session that has run out are told.</summary>
        public static readonly string Expired = "session expired";

        /// <summary>What those of one who has signed out are told.</summary>
        public static readonly string SignedOut = "signed out";

        private readonly IAccessHost _host;
        private readonly Right _open;
        private readonly PresentedSecret _presented = new PresentedSecret();
        private readonly Right[] _rights;
        private readonly int[] _sessions;

        /// <exception cref="ArgumentException">An option is out of its range.</exception>
        public AccessGate(IAccessHost host, AccessOptions options, int slots)
        {
            if (options.Sessions < 1 || options.Sessions > 32 || options.SessionIdle < 1000 || options.SessionLifetime < 1000)
            {
                throw new ArgumentException("Sessions: 1 to 32, of 1000 ms or more.");
            }

            _host = host;
            _open = options.OpenReading ? Right.Read : Right.None;
            Secrets = new Secrets(options, slots);
            Sessions = new Sessions(this, options);
            _rights = new Right[slots];
            _sessions = new int[slots];
        }

        /// <summary>The password and the tokens.</summary>
        public Secrets Secrets { get; }

        /// <summary>Who has signed in.</summary>
        public Sessions Sessions { get; }

        /// <summary>The resource that tells a client its rights, which takes no right; null, the default, for none.</summary>
        public Resource Session { get; set; }

        /// <summary>How many requests have been refused for want of credentials.</summary>
        public long Unauthorized { get; private set; }

        /// <summary>How many requests have been refused because their client may only read.</summary>
        public long Forbidden { get; private set; }

        /// <summary>What the client of a slot may do.</summary>
        public Right GetRight(int slot)
        {
            return _rights[slot];
        }

        /// <inheritdoc/>
        public override GateAnswer Admit(Exchange exchange, Resource resource)
        {
            Request request = exchange.Request;
            int slot = exchange.Slot;
            long now = _host.Now;
            Comparison pending = Secrets.GetPending(slot, now);
            if (Secrets.IsUndecided(pending))
            {
                return GateAnswer.Pending;
            }

            Right needed = resource == null ? Right.Read
                : resource.Right == Right.None || (request.Method & RequestMethod.Unsafe) == 0 ? resource.Right
                : Right.Control;

            // A request for the client's own rights needs none.
            bool asks = resource == Session && (request.Method & RequestMethod.Unsafe) == 0;
            if (pending == Comparison.None)
            {
                Identify(slot, request);
            }

            SecretOutcome outcome = SecretOutcome.Wrong;
            bool presents = _rights[slot] < (asks ? Right.Control : needed) && _presented.TryRead(request);
            if (presents)
            {
                outcome = pending == Comparison.None ? Secrets.Begin(exchange.Slot, exchange.Address, _presented.Buffer, _presented.Offset, _presented.Count, now)
                    : Secrets.Continue(exchange.Slot, exchange.Address, _presented.Buffer, _presented.Offset, _presented.Count, now);
                if (outcome == SecretOutcome.Pending)
                {
                    return GateAnswer.Pending;
                }

                _presented.Wipe();
                Right worth = outcome == SecretOutcome.Control ? Right.Control : outcome == SecretOutcome.Read ? Right.Read : Right.None;
                _rights[slot] = worth > _rights[slot] ? worth : _rights[slot];
            }

            if (asks || _rights[slot] >= needed)
            {
                return GateAnswer.Admitted;
            }

            Refuse(exchange, presents, outcome);
            return GateAnswer.Refused;
        }

        /// <inheritdoc/>
        public override void OnConnected(Exchange exchange)
        {
            Secrets.OnConnected(exchange.Slot);
        }

        /// <inheritdoc/>
        public override void OnAbandoned(Exchange exchange)
        {
            Secrets.Forget(exchange.Slot);
        }

        /// <summary>A session has ended: its clients have lost what it gave them.</summary>
        public void OnEnded(int session, string reason)
        {
            for (int slot = 0; slot < _sessions.Length; slot++)
            {
                if (_sessions[slot] == session && _rights[slot] > _open)
                {
                    _rights[slot] = _open;
                    _host.Close(slot, reason);
                }
            }
        }

        /// <summary>Whether a client of a session listens to the board.</summary>
        public bool IsListening(int session)
        {
            for (int slot = 0; slot < _sessions.Length; slot++)
            {
                if (_sessions[slot] == session && _rights[slot] > _open && _host.IsListening(slot))
                {
                    return true;
                }
            }

            return false;
        }

        private void Identify(int slot, Request request)
        {
            int session = Sessions.Find(request, _host.Now);
            _sessions[slot] = session;
            _rights[slot] = session == Sessions.None ? _open : Sessions.GetRight(session);
        }

        private void Refuse(Exchange exchange, bool presents, SecretOutcome outcome)
        {
            if (presents && outcome == SecretOutcome.Throttled)
            {
                AccessAnswer.TooManyAttempts.Send(exchange, Secrets.RetryAfter(exchange.Address, _host.Now));
            }
            else if (presents && outcome == SecretOutcome.Busy)
            {
                AccessAnswer.Busy.Send(exchange, 1);
            }
            else if (_rights[exchange.Slot] == Right.Read && (!presents || outcome == SecretOutcome.Read))
            {
                Forbidden++;
                AccessAnswer.Forbidden.Send(exchange, 0);
            }
            else
            {
                Unauthorized++;
                AccessAnswer.Unauthorized.Send(exchange, 0);
            }
        }
    }
}
