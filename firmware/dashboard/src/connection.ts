import { backOff } from './backoff';
import { subprotocol } from './protocol';

/** A WebSocket that comes back by itself. */
export interface Connection {
  /** Whether the text was handed to an open socket. */
  send(text: string): boolean;
  /** The board answers sensibly: the next loss starts again with a short wait. */
  settled(): void;
  /** Gives the present socket up, without waiting for it to notice, and tries again. */
  renew(): void;
}

export interface ConnectionEvents {
  received(text: string): void;
  /** The socket, or the attempt to open one, is gone. */
  lost(): void;
}

/** An address nobody answers at can keep a browser waiting for minutes. */
const attemptTimeout = 8_000;

export function connect(url: string, events: ConnectionEvents): Connection {
  let socket: WebSocket | null = null;
  let timer = 0;
  let failures = 0;

  function open(): void {
    clearTimeout(timer);
    timer = setTimeout(drop, attemptTimeout);
    socket = new WebSocket(url, subprotocol);
    socket.onopen = () => clearTimeout(timer);
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') {
        events.received(data);
      }
    };
    socket.onclose = drop;
  }

  function release(): void {
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
    timer = setTimeout(open, backOff(failures++));
    events.lost();
  }

  /** What kept the board away may just have ended. */
  function hurry(): void {
    if (!socket) {
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
    },
    renew: drop,
  };
}
