// What a person sees of a board: its page in a real browser.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage, screenshot, withoutBrowser } from './support/browser.js';
import { startBoard } from './support/simulator.js';

const live = 'html[data-link="live"]';
const value = (channel) => `[data-channel="${channel}"] [data-value]`;

describe('The dashboard', { skip: withoutBrowser, timeout: 300_000 }, () => {
  let browser;
  let board;

  before(async () => {
    browser = await launch();
    board = await startBoard();
  });

  after(async () => {
    await browser?.close();
    await board?.stop();
  });

  test('shows a card with a value for every channel of the board', async () => {
    const { page } = await openPage(browser, board.origin);
    await page.waitForSelector(live);
    const state = await (await fetch(`${board.origin}/api/state`)).json();
    assert.ok(state.channels.length > 5);
    for (const { id, kind } of state.channels) {
      assert.equal(await page.getAttribute(`[data-channel="${id}"]`, 'data-kind'), kind);
      assert.notEqual(await page.getAttribute(value(id), 'data-value'), '', `${id} has a value`);
    }
    await page.context().close();
  });

  test('moves when the board moves', async () => {
    const { page } = await openPage(browser, board.origin);
    await page.waitForSelector(live);
    const moving = await page.$$eval('[data-kind="analog"]', (cards) => cards.map((card) => card.dataset.channel));
    assert.ok(moving.length > 0, 'the board has an analog channel');
    const before = await page.evaluate(readings);
    await page.waitForFunction(
      ([was, ids]) => ids.some((id) => document.querySelector(`[data-channel="${id}"] [data-value]`).dataset.value !== was[id]),
      [before, moving],
    );
    await page.context().close();
  });

  test('turns the LED on and off, and the pin of the board follows', async () => {
    const { page, errors } = await openPage(browser, board.origin);
    await page.waitForSelector(live);
    const led = page.locator('[data-channel="led"] [role="switch"]');
    for (const [checked, word] of [['true', 'on'], ['false', 'off']]) {
      const from = board.said;
      await led.click();
      assert.match(await board.line(/^GPIO2 /, from), new RegExp(`LED ${word}$`));
      await page.waitForSelector(`[data-channel="led"]:not([data-pending]) [role="switch"][aria-checked="${checked}"]`);
    }
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  test('obeys the keyboard too', async () => {
    const { page } = await openPage(browser, board.origin);
    await page.waitForSelector(live);
    const from = board.said;
    await page.locator('[data-channel="led"] [role="switch"]').focus();
    await page.keyboard.press('Space');
    await board.line(/LED on$/, from);
    await page.keyboard.press('Space');
    await board.line(/LED off$/, from);
    await page.context().close();
  });

  test('shows what another client did', async () => {
    const { page } = await openPage(browser, board.origin);
    await page.waitForSelector(live);
    for (const wanted of [1, 0]) {
      const answer = await fetch(`${board.origin}/api/channels/relay`, { method: 'PUT', body: JSON.stringify({ value: wanted }) });
      assert.ok(answer.ok, `PUT was answered ${answer.status}`);
      await page.waitForSelector(`${value('relay')}[data-value="${wanted}"]`);
    }
    await page.context().close();
  });

  for (const [width, height] of [[390, 844], [1440, 900]]) {
    test(`fits ${width} pixels, says nothing on the console and asks no other host`, async () => {
      const { page, errors, elsewhere } = await openPage(browser, board.origin, { width, height });
      await page.waitForSelector(live);
      const before = await page.evaluate(readings);
      await page.waitForFunction((was) => [...document.querySelectorAll('[data-channel]')].some((card) => card.querySelector('[data-value]').dataset.value !== was[card.dataset.channel]), before);
      const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
      assert.ok(scroll <= client, `the page is ${scroll} pixels wide in a window of ${client}`);
      const cut = await page.$$eval('[data-channel]', (cards) => cards.filter((card) => card.getBoundingClientRect().right > innerWidth + 0.5).map((card) => card.dataset.channel));
      assert.deepEqual(cut, []);
      await screenshot(page, `dashboard-${width}`);
      assert.deepEqual(errors, []);
      assert.deepEqual(elsewhere, []);
      await page.context().close();
    });
  }

  test('comes back by itself when the board does, after a loss of power and after a shutdown', async () => {
    let mortal = await startBoard();
    const { page } = await openPage(browser, mortal.origin);
    await page.waitForSelector(live);
    for (const end of ['kill', 'stop']) {
      await mortal[end]();
      await page.waitForSelector('html[data-link="reconnecting"]');
      mortal = await startBoard('--port', String(mortal.port));
      await page.waitForSelector(live);
    }
    await page.locator('[data-channel="led"] [role="switch"]').click();
    await mortal.line(/^GPIO2 LED on$/);
    await page.context().close();
    assert.equal(await mortal.stop(), 0);
  });
});

/** The page's value of each channel, as the board wrote it. Runs in the page. */
function readings() {
  return Object.fromEntries([...document.querySelectorAll('[data-channel]')].map((card) => [card.dataset.channel, card.querySelector('[data-value]').dataset.value]));
}
