import type { Command } from './protocol';
import type { Reading } from './state';
import { strings } from './strings';

/** Commands on their way to the board, each shown as done until the board answers. */
export interface Commands {
  set(reading: Reading, value: number): void;
  acknowledged(id: number): void;
  refused(id: number, reason: string): void;
  /** The connection is gone, and with it every answer. */
  abandon(): void;
}

export interface CommandsOptions {
  send(command: Command): boolean;
  changed(): void;
}

interface Pending {
  readonly reading: Reading;
  readonly value: number;
  readonly timer: number;
}

const answerTimeout = 5_000;

export function createCommands({ send, changed }: CommandsOptions): Commands {
  const pending = new Map<number, Pending>();
  let lastId = 0;

  function take(id: number): Pending | undefined {
    const command = pending.get(id);
    if (command) {
      clearTimeout(command.timer);
      pending.delete(id);
    }
    return command;
  }

  /** An earlier command to the same output may be answered while a later one is still on its way: the later one stays shown. */
  function settle({ reading }: Pending): void {
    const later = [...pending.values()].findLast((other) => other.reading === reading);
    reading.wanted = later?.value ?? null;
    changed();
  }

  function fail(id: number, reason: string): void {
    const command = take(id);
    if (command) {
      command.reading.error = reason;
      settle(command);
    }
  }

  return {
    set(reading, value) {
      const id = ++lastId;
      reading.error = '';
      if (send({ id, cmd: 'set', channel: reading.channel.id, value })) {
        reading.wanted = value;
        pending.set(id, { reading, value, timer: setTimeout(() => fail(id, strings.noAnswer), answerTimeout) });
      } else {
        reading.error = strings.notConnected;
      }
      changed();
    },

    acknowledged(id) {
      const command = take(id);
      if (command) {
        command.reading.value = command.value;
        settle(command);
      }
    },

    refused: fail,

    abandon() {
      for (const id of [...pending.keys()]) {
        fail(id, strings.lostBeforeAnswer);
      }
    },
  };
}
