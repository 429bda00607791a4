// nginx in front of a board, with the configuration of tests/host/Proxies.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { patience } from './simulator.js';

const configuration = fileURLToPath(new URL('../../host/Proxies/nginx.conf', import.meta.url));
const program = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0);

/** A reason to skip, or false. */
export const withoutNginx = program ? false : 'nginx is not installed';

const running = new Set();

after(() => {
  for (const end of running) {
    end();
  }
});

/** Starts nginx in front of a board's port; gives its own port. */
export async function startNginx(board) {
  const folder = mkdtempSync(join(tmpdir(), 'nano-proxy-'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, readFileSync(configuration, 'utf8').replaceAll('PORT', port).replaceAll('BOARD', board));
  const child = spawn(program, ['-e', 'stderr', '-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  running.add(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const end = Date.now() + patience;
  while (!(await listens(port))) {
    if (Date.now() > end || child.exitCode !== null) {
      throw new Error('nginx does not listen.');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return port;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
