using System;
using Nano.Firmware.Messages;
using Nano.Web.Http;

namespace Nano.Firmware.Access
{
    /// <summary>
    /// Decides about the rights of each request, by the session of its cookie or by the secret that it presents. A device has a gate only if it has a
    /// password or a token. All memory is allocated at start-up.
    /// </summary>
    internal sealed class AccessGate : Gate
    {
        /// <summary>The close reason for WebSockets of a session that has expired.</summary>
        public static readonly string Expired = "session expired";

        /// <summary>The close reason for WebSockets of a session that has signed out.</summary>
        public static readonly string SignedOut = "signed out";

        /// <summary>The close reason for WebSockets after a change of the password.</summary>
        public static readonly string PasswordChanged = "password changed";

        private readonly IAccessHost _host;
        private Right _open;
        private readonly PresentedSecret _presented = new PresentedSecret();
        private readonly Right[] _rights;
        private readonly int[] _sessions;

        /// <summary>Creates the gate.</summary>
        /// <param name="host">The server.</param>
        /// <param name="options">The password, the tokens and the limits of sessions.</param>
        /// <param name="slots">The server's number of slots.</param>
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

        /// <summary>The sessions.</summary>
        public Sessions Sessions { get; }

        /// <summary>The resource that reports a client's rights. Reading it requires no right. Null, the default, means that there is none.</summary>
        public Resource Session { get; set; }

        /// <summary>Number of requests that were refused because of missing or wrong credentials.</summary>
        public long Unauthorized { get; private set; }

        /// <summary>Number of requests that were refused because their client may only read.</summary>
        public long Forbidden { get; private set; }

        /// <summary>Returns the rights of the client of a slot.</summary>
        /// <param name="slot">The client's slot.</param>
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

            // Every client may read its own rights.
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

        /// <summary>Withdraws the rights of a session that has ended, and closes its WebSockets.</summary>
        /// <param name="session">The index of the session.</param>
        /// <param name="reason">The reason for the Close frames.</param>
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

        /// <summary>Whether every client may read. A change applies to later requests.</summary>
        public bool OpenReading
        {
            set => _open = value ? Right.Read : Right.None;
        }

        /// <summary>Replaces the password. All clients except the one that has changed it must present the new password.</summary>
        /// <param name="hash">The hash of the new password.</param>
        /// <param name="slot">The slot of the client that has changed the password.</param>
        public void Replace(PasswordHash hash, int slot)
        {
            Secrets.Replace(hash);
            int own = _sessions[slot];
            Sessions.EndAll(own, PasswordChanged);
            for (int i = 0; i < _rights.Length; i++)
            {
                // Closes WebSockets that used Basic or Bearer. A client with a token presents it again.
                bool isOwn = i == slot || (own != Sessions.None && _sessions[i] == own);
                if (!isOwn && _rights[i] > _open)
                {
                    _rights[i] = _open;
                    _host.Close(i, PasswordChanged);
                }
            }
        }

        /// <summary>Checks whether a client of a session receives samples or events.</summary>
        /// <param name="session">The index of the session.</param>
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
                AccessAnswer.Send(exchange, ProtocolError.TooManyAttempts, Secrets.RetryAfter(exchange.Address, _host.Now));
            }
            else if (presents && outcome == SecretOutcome.Busy)
            {
                AccessAnswer.Send(exchange, ProtocolError.Busy, 1);
            }
            else if (_rights[exchange.Slot] == Right.Read && (!presents || outcome == SecretOutcome.Read))
            {
                Forbidden++;
                AccessAnswer.Send(exchange, ProtocolError.Forbidden, 0);
            }
            else
            {
                Unauthorized++;
                AccessAnswer.Send(exchange, ProtocolError.Unauthorized, 0);
            }
        }
    }
}
