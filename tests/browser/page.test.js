// The page in the firmware is the page that its sources make.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const firmware = fileURLToPath(new URL('../../firmware/', import.meta.url));

test('The committed DashboardPage.g.cs is what firmware/dashboard builds', { timeout: 300_000 }, () => {
  const copy = mkdtempSync(join(tmpdir(), 'nano-page-'));
  try {
    // Built beside a copy, because the build writes its result into the firmware.
    const dashboard = join(copy, 'firmware', 'dashboard');
    cpSync(join(firmware, 'dashboard'), dashboard, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
    const npm = (...words) => execFileSync('npm', words, { cwd: dashboard, stdio: 'pipe', encoding: 'utf8', shell: process.platform === 'win32' });
    npm('ci');
    npm('run', 'build');
    const built = readFileSync(join(copy, 'firmware', 'Pages', 'DashboardPage.g.cs'), 'utf8');
    const committed = readFileSync(join(firmware, 'Pages', 'DashboardPage.g.cs'), 'utf8');
    assert.ok(built === committed.replaceAll('\r\n', '\n'), 'They differ: run "npm ci" and "npm run build" in firmware/dashboard, and commit the result.');
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
