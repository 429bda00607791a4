import type { Command } from '../protocol';
import type { Commands } from './commands';
import type { Reading } from './state';

/** Sets outputs. A command is shown as done at once, and undone when the board refuses it. */
export interface Outputs {
  set(reading: Reading, value: number): void;
  pulse(reading: Reading, milliseconds: number): void;
}

export function createOutputs(commands: Commands, changed: () => void): Outputs {
  const latest = new WeakMap<Reading, Command>();

  function send(reading: Reading, command: Command, value: number): void {
    latest.set(reading, command);
    reading.failure = null;
    reading.wanted = value;
    commands.send(command, (failure) => {
      if (failure) {
        reading.failure = failure;
      } else {
        reading.value = value;
      }
      // An earlier command may be answered while a later one is still on its way: the later one stays shown.
      if (latest.get(reading) === command) {
        reading.wanted = null;
      }
      changed();
    });
    changed();
  }

  return {
    set: (reading, value) => send(reading, { cmd: 'set', channel: reading.channel.id, value }, value),
    pulse: (reading, ms) => send(reading, { cmd: 'pulse', channel: reading.channel.id, ms }, 1),
  };
}
