import { subprotocol } from '../protocol';
import { backOff } from './backoff';
import { type Diagnosis, diagnose } from './diagnosis';

/** Why the board does not let this page in. `blocked`: it answers requests, but no WebSocket comes through. */
export type Reason = 'full' | 'forbidden' | 'blocked';

/** What the page waits for. */
export type Waiting =
  | { readonly kind: 'reconnecting' | 'refused'; readonly reason: Reason | null; /** On the clock of `performance.now`. */ readonly until: number }
  | { readonly kind: 'signin' };

/** A WebSocket that comes back by itself. */
export interface Connection {
  /** Whether the text was handed to an open socket. */
  send(text: string): boolean;
  /** The board answers sensibly: the next loss starts again with a short wait. */
  settled(): void;
  /** Gives the present socket up, without waiting for it to notice, and tries again after a while. */
  renew(): void;
  /** Tries now. */
  open(): void;
}

export interface ConnectionEvents {
  received(text: string): void;
  /** An attempt begins. */
  trying(): void;
  /** There is no connection, and what comes next. */
  waiting(waiting: Waiting): void;
}

/** An address nobody answers at can keep a browser waiting for minutes. */
const attemptTimeout = 8_000;

/** So often a board that sees nothing wrong may fail to connect before something between it and the page is to blame. */
const blockedAfter = 3;

const policyViolation = 1008;

export function connect(url: string, events: ConnectionEvents): Connection {
  let socket: WebSocket | null = null;
  let timer = 0;
  let failures = 0;
  let unexplained = 0;
  let isWaiting = false;
  let attempt = 0;

  function open(): void {
    release();
    isWaiting = false;
    events.trying();
    timer = setTimeout(refused, attemptTimeout);
    socket = new WebSocket(url, subprotocol);
    socket.onopen = () => {
      clearTimeout(timer);
      socket!.onclose = ({ code }) => (code === policyViolation ? refused() : drop());
    };
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') {
        events.received(data);
      }
    };
    socket.onclose = refused;
  }

  function release(): void {
    attempt++;
    clearTimeout(timer);
    if (socket) {
      // A board that lost its power never completes the closing handshake, so nothing more is expected of this socket.
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      socket = null;
    }
  }

  function drop(): void {
    release();
    wait('reconnecting', null, backOff(failures++));
  }

  async function refused(): Promise<void> {
    release();
    const asked = attempt;
    const diagnosis = await diagnose();
    // Meanwhile somebody may have asked for an attempt.
    if (attempt === asked) {
      explain(diagnosis);
    }
  }

  function explain(diagnosis: Diagnosis): void {
    unexplained = diagnosis.kind === 'well' ? unexplained + 1 : 0;
    switch (diagnosis.kind) {
      case 'signin':
        isWaiting = true;
        events.waiting({ kind: 'signin' });
        break;
      case 'full':
        // Many pages that were told the same must not come back at the same time.
        wait('refused', 'full', diagnosis.retryAfter * (1 + Math.random() / 2));
        break;
      case 'forbidden':
        wait('refused', 'forbidden', backOff(Infinity));
        break;
      default:
        if (unexplained >= blockedAfter) {
          wait('refused', 'blocked', backOff(Infinity));
        } else {
          wait('reconnecting', null, backOff(failures++));
        }
    }
  }

  function wait(kind: 'reconnecting' | 'refused', reason: Reason | null, milliseconds: number): void {
    clearTimeout(timer);
    isWaiting = true;
    timer = setTimeout(open, milliseconds);
    events.waiting({ kind, reason, until: performance.now() + milliseconds });
  }

  /** What kept the board away may just have ended. */
  function hurry(): void {
    if (isWaiting) {
      open();
    }
  }

  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      hurry();
    }
  });
  open();

  return {
    send(text) {
      if (socket?.readyState !== WebSocket.OPEN) {
        return false;
      }
      socket.send(text);
      return true;
    },
    settled() {
      failures = 0;
      unexplained = 0;
    },
    renew: drop,
    open,
  };
}
