import type { Command } from '../protocol';
import type { Failure } from './state';

/** Commands on their way to the board. Each gets exactly one answer, or fails for want of one. */
export interface Commands {
  send(command: Command, done: (failure: Failure | null, milliseconds: number) => void): void;
  answered(id: number, failure: Failure | null): void;
  /** The connection is gone, and with it every answer. */
  abandon(): void;
}

interface Pending {
  readonly sentAt: number;
  readonly timer: number;
  done(failure: Failure | null, milliseconds: number): void;
}

const answerTimeout = 5_000;

export function createCommands(send: (text: string) => boolean): Commands {
  const pending = new Map<number, Pending>();
  let lastId = 0;

  function answered(id: number, failure: Failure | null): void {
    const command = pending.get(id);
    if (command) {
      clearTimeout(command.timer);
      pending.delete(id);
      command.done(failure, performance.now() - command.sentAt);
    }
  }

  return {
    send(command, done) {
      const id = ++lastId;
      if (send(JSON.stringify({ id, ...command }))) {
        const timer = setTimeout(() => answered(id, local('no-answer')), answerTimeout);
        pending.set(id, { sentAt: performance.now(), timer, done });
      } else {
        done(local('not-connected'), 0);
      }
    },
    answered,
    abandon() {
      for (const id of [...pending.keys()]) {
        answered(id, local('lost'));
      }
    },
  };
}

function local(code: string): Failure {
  return { code, message: code };
}
