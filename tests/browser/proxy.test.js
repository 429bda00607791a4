// The page behind a proxy, below a path.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage, withoutBrowser } from './support/browser.js';
import { startNginx, withoutNginx } from './support/nginx.js';
import { link, live, toggle } from './support/page.js';
import { startBoard } from './support/simulator.js';

describe('The page behind nginx, below a path', { skip: withoutBrowser || withoutNginx, timeout: 300_000 }, () => {
  let browser;

  before(async () => {
    browser = await launch();
  });

  after(() => browser?.close());

  test('signs in, shows the board and switches it, and asks for nothing outside the path', async () => {
    const board = await startBoard('--password', 'correct horse');
    const port = await startNginx(board.port);
    const { page } = await openPage(browser, `http://127.0.0.1:${port}/board`);
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname));
    await page.waitForSelector(link('signin'));
    await page.getByLabel('Password').fill('correct horse');
    await page.keyboard.press('Enter');
    await page.waitForSelector(live);
    await page.click(toggle('led'));
    await board.line(/LED on$/);
    assert.ok(asked.includes('/board/ws') && asked.includes('/board/api/session'), asked.join(' '));
    assert.deepEqual(asked.filter((path) => !path.startsWith('/board/')), []);
    await page.context().close();
    await board.stop();
  });
});
