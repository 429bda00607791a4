// The simulated board as a process of its own.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

// Ends a hang; decides nothing else.
export const patience = 30_000;

const program = process.env.NANO_SIMULATOR ?? fileURLToPath(new URL('../../../artifacts/bin/Nano.Simulator/debug/Nano.Simulator.dll', import.meta.url));

const running = new Set();

// A test that fails leaves its board behind, and that would keep this process alive.
after(() => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

/** In a describe block: a board that starts before its tests and ends after them. */
export function useBoard(...options) {
  const board = {};
  before(async () => Object.setPrototypeOf(board, await startBoard(...options)));
  after(() => board.stop?.());
  return board;
}

/**
 * Starts a board and waits until it listens.
 * @param {string[]} options its command line; --port 0 unless they name one
 */
export async function startBoard(...options) {
  if (!existsSync(program)) {
    throw new Error(`There is no ${program}: build hardware/simulator first, as tests/run.sh does.`);
  }
  const port = options.includes('--port') ? [] : ['--port', '0'];
  const child = spawn('dotnet', [program, ...port, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = [];
  const waiting = new Set();
  const note = (line) => {
    lines.push(line);
    for (const look of waiting) {
      look();
    }
  };
  createInterface({ input: child.stdout }).on('line', note);
  createInterface({ input: child.stderr }).on('line', note);
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  void ended.then(() => running.delete(child));
  void ended.then(() => note(''));

  const board = {
    origin: '',
    port: 0,
    /** Waits for a line of its output; those that came before `from` do not count. */
    line(pattern, from = 0) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => give(new Error(`No line ${pattern} within ${patience} ms.`)), patience);
        const give = (error, line) => {
          clearTimeout(timer);
          waiting.delete(look);
          error ? reject(new Error(`${error.message} The board said:\n${lines.join('\n')}`)) : resolve(line);
        };
        const look = () => {
          const line = lines.slice(from).find((candidate) => pattern.test(candidate));
          if (line !== undefined) {
            give(null, line);
          } else if (child.exitCode !== null || child.signalCode !== null) {
            give(new Error(`The board ended before it said ${pattern}.`));
          }
        };
        waiting.add(look);
        look();
      });
    },
    /** How many lines it has printed. */
    get said() {
      return lines.length;
    },
    /** Stops its time until it is killed or goes on. */
    freeze: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    /** Ends it as a loss of power would. */
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
    /** Asks it to end; its exit code. */
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
  try {
    const [, origin, number] = /^Listening on (http:\/\/127\.0\.0\.1:(\d+))\/$/.exec(await board.line(/^Listening on /)) ?? [];
    board.origin = origin;
    board.port = Number(number);
    return board;
  } catch (error) {
    await board.kill();
    throw error;
  }
}
