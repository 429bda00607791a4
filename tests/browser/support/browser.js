// Chromium, the one that is installed: none is downloaded. All tests of a process share one, each with contexts of its own.

import { accessSync, constants, mkdirSync } from 'node:fs';
import { after } from 'node:test';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { patience } from './simulator.js';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Where Chromium is, or null. */
export const executablePath = process.env.CHROMIUM || find(names);

/** A reason to skip, or false. */
export const withoutBrowser = executablePath ? false : 'Chromium is not installed';

const screenshots = fileURLToPath(new URL('../../../artifacts/screenshots/', import.meta.url));

let shared = null;
const contexts = new Set();

after(async () => (await shared)?.close());

/** The browser; it ends with the last test. */
export function launch() {
  shared ??= chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  return shared;
}

/** Closes what openPage has opened: for afterEach, so that a test that fails leaves nothing open either. */
export async function closePages() {
  const open = [...contexts];
  contexts.clear();
  await Promise.all(open.map((context) => context.close()));
}

/**
 * Opens a page and notes what it should not do. `prepare` is called with it before it goes anywhere.
 * @param {import('playwright-core').BrowserContextOptions} options
 */
export async function openPage(origin, options = {}, prepare = async () => {}) {
  const browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  contexts.add(context);
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const errors = [];
  const elsewhere = [];
  const { host } = new URL(origin);
  const check = (address) => {
    const url = new URL(address);
    if (url.host !== host && !['data:', 'blob:', 'about:'].includes(url.protocol)) {
      elsewhere.push(address);
    }
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      errors.push(message.text());
    }
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => check(request.url()));
  page.on('websocket', (socket) => check(socket.url()));
  await prepare(page);
  await page.goto(`${origin}/`);
  return { page, errors, elsewhere };
}

export async function screenshot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

/** The first of some programs that is in the path, or null. */
export function find(programs) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of programs) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}
