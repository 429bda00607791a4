// The same page in Firefox, which asks for a WebSocket in another way ("Connection: keep-alive, Upgrade").

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchFirefox, withoutFirefox } from './support/firefox.js';
import { card, link, live, overflow, readings, toggle } from './support/page.js';
import { patience, startBoard } from './support/simulator.js';

describe('In Firefox the dashboard', { skip: withoutFirefox, timeout: 300_000 }, () => {
  let browser;
  let board;
  let page;
  const errors = [];

  before(async () => {
    board = await startBoard();
    browser = await launchFirefox();
    page = await browser.newPage();
    page.setDefaultTimeout(patience);
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        errors.push(message.text());
      }
    });
    await page.setViewport({ width: 390, height: 844 });
    await page.goto(`${board.origin}/`);
  });

  after(async () => {
    await browser?.close();
    await board?.stop();
  });

  test('connects, and shows values that move', async () => {
    await page.waitForSelector(live);
    await page.waitForSelector('.plot-frame canvas');
    const was = await page.evaluate(readings);
    await page.waitForFunction((before) => [...document.querySelectorAll('[data-kind="analog"]')].some((one) => one.querySelector('[data-value]').dataset.value !== before[one.dataset.channel]), {}, was);
    assert.deepEqual(await page.evaluate(overflow), { beyond: 0, outside: [] });
    assert.deepEqual(errors, []);
  });

  test('switches the LED', async () => {
    for (const [checked, word] of [['true', 'on'], ['false', 'off']]) {
      const from = board.said;
      await page.locator(toggle('led')).click();
      assert.match(await board.line(/^GPIO2 /, from), new RegExp(`LED ${word}$`));
      await page.waitForSelector(`${card('led')}:not([data-pending]) [role="switch"][aria-checked="${checked}"]`);
    }
  });

  test('holds the plot, and lets it go', async () => {
    await page.locator('.pause').click();
    await page.waitForSelector('[data-plot][data-held]');
    await page.locator('.pause').click();
    await page.waitForSelector('[data-plot]:not([data-held])');
  });

  test('comes back when the board does', async () => {
    const { port } = board;
    await board.kill();
    await page.waitForSelector(link('reconnecting'));
    board = await startBoard('--port', String(port));
    await page.waitForSelector(live);
    await page.locator(toggle('led')).click();
    await board.line(/^GPIO2 LED on$/);
  });
});
