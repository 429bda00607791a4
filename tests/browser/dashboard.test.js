// What a person sees of a board: its page in a real browser, before a simulated board.

import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import WebSocket from 'ws';
import { closePages, openPage, screenshot, withoutBrowser } from './support/browser.js';
import { card, link, live, overflow, readings, toggle, value, waitForText } from './support/page.js';
import { startBoard, useBoard } from './support/simulator.js';

describe('The dashboard', { skip: withoutBrowser, timeout: 300_000 }, () => {
  const board = useBoard();

  afterEach(closePages);

  test('shows a card with a value for every channel of the board, and says which board it is', async () => {
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    const state = await (await fetch(`${board.origin}/api/state`)).json();
    assert.ok(state.channels.length > 5);
    for (const { id, kind } of state.channels) {
      assert.equal(await page.getAttribute(card(id), 'data-kind'), kind);
      assert.notEqual(await page.getAttribute(value(id), 'data-value'), '', `${id} has a value`);
    }
    assert.equal(await page.textContent('[data-board]'), state.board);
    assert.equal(await page.title(), state.board);
    assert.equal(await page.textContent('[data-address]'), new URL(board.origin).host);
    assert.ok((await page.textContent('[data-firmware]')).endsWith(state.firmware));
    await waitForText(page, '[data-round-trip]', /^\d+ ms$/);
    // A board on a busy machine may be late for one.
    assert.match(await page.textContent('[data-dropped]'), /^\d+$/);
  });

  test('moves when the board moves', async () => {
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    const moving = await page.$$eval('[data-kind="analog"]', (cards) => cards.map((one) => one.dataset.channel));
    assert.ok(moving.length > 0, 'the board has an analog channel');
    const before = await page.evaluate(readings);
    await page.waitForFunction(
      ([was, ids]) => ids.some((id) => document.querySelector(`[data-channel="${id}"] [data-value]`).dataset.value !== was[id]),
      [before, moving],
    );
  });

  test('counts the changes of an input, and says when the last was', async () => {
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    const before = await page.textContent('[data-edges]');
    await page.waitForFunction((was) => document.querySelector('[data-edges]').textContent !== was, before);
    assert.match(await page.textContent('[data-edges]'), /^\d+ changes?$/);
    assert.match(await page.textContent('[data-changed]'), /^\d+ s ago$/);
  });

  test('turns the LED on and off, and the pin of the board follows', async () => {
    const { page, errors } = await openPage(board.origin);
    await page.waitForSelector(live);
    for (const [checked, word] of [['true', 'on'], ['false', 'off']]) {
      const from = board.said;
      await page.click(toggle('led'));
      assert.match(await board.line(/^GPIO2 /, from), new RegExp(`LED ${word}$`));
      await page.waitForSelector(`${card('led')}:not([data-pending]) [role="switch"][aria-checked="${checked}"]`);
    }
    assert.deepEqual(errors, []);
  });

  test('pulses an output for as long as it is told', async () => {
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    const from = board.said;
    await page.fill(`${card('relay')} [data-pulse-length]`, '150');
    await page.getByRole('button', { name: 'Pulse Relay' }).click();
    await board.line(/^GPIO4 relay on$/i, from);
    await board.line(/^GPIO4 relay off$/i, from);
    await page.waitForSelector(`${card('relay')}:not([data-pending]):not([data-on])`);
  });

  test('says why the board refuses a pulse, beside the output', async () => {
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    await page.fill(`${card('led')} [data-pulse-length]`, '86400001');
    await page.getByRole('button', { name: 'Pulse LED' }).click();
    await page.getByText('This value is out of range.').waitFor();
    assert.equal(await page.getAttribute(toggle('led'), 'aria-checked'), 'false');
  });

  test('can be used with the keyboard alone', async () => {
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    const walk = async (selector) => {
      for (let i = 0; i < 60; i++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
          return;
        }
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab does not lead to ${selector}`);
    };
    await walk('header button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog:not([open])', { state: 'attached' });
    assert.ok(await page.evaluate(() => document.activeElement.matches('header button')), 'the focus returns');

    const from = board.said;
    await walk(toggle('led'));
    await page.keyboard.press('Space');
    await board.line(/LED on$/, from);
    await page.keyboard.press('Space');
    await board.line(/LED off$/, from);

    await walk(`${card('relay')} [data-pulse-length]`);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await board.line(/relay on$/i, from);

    await walk('[data-windows] button');
    await walk('.plot-frame');
    await page.keyboard.press('ArrowLeft');
    await waitForText(page, '[data-readout]', /^\d\d:\d\d:\d\d/);
    await page.keyboard.press('+');
    await page.waitForSelector('[data-zoomed]');
    await page.keyboard.press('0');
    await page.waitForSelector('[data-plot]:not([data-zoomed])');
    await walk('[data-chip="led"]');
    await page.keyboard.press('Space');
    await page.waitForSelector('[data-chip="led"][aria-pressed="true"]');
  });

  test('shows in a second tab, and to whom comes by HTTP, what one tab does', async () => {
    const first = (await openPage(board.origin)).page;
    const second = await first.context().newPage();
    await second.goto(`${board.origin}/`);
    await first.waitForSelector(live);
    await second.waitForSelector(live);
    await second.click(toggle('relay'));
    await first.waitForSelector(`${value('relay')}[data-value="1"]`);
    const answer = await fetch(`${board.origin}/api/channels/relay`, { method: 'PUT', body: JSON.stringify({ value: 0 }) });
    assert.ok(answer.ok, `PUT was answered ${answer.status}`);
    await first.waitForSelector(`${value('relay')}[data-value="0"]`);
    await second.waitForSelector(`${value('relay')}[data-value="0"]`);
  });

  for (const [width, height, colorScheme, locale] of [[320, 640, 'light', 'en'], [390, 844, 'light', 'zh-CN'], [390, 844, 'dark', 'en'], [1440, 900, 'light', 'en'], [1440, 900, 'dark', 'zh-CN']]) {
    test(`fits ${width} pixels in ${locale} (${colorScheme}), says nothing on the console and asks no other host`, async () => {
      const { page, errors, elsewhere } = await openPage(board.origin, { viewport: { width, height }, colorScheme, locale });
      await page.waitForSelector(live);
      await page.waitForSelector('.plot-frame canvas');
      const before = await page.evaluate(readings);
      await page.waitForFunction((was) => [...document.querySelectorAll('[data-channel]')].some((one) => one.querySelector('[data-value]').dataset.value !== was[one.dataset.channel]), before);
      assert.deepEqual(await page.evaluate(overflow), { beyond: 0, outside: [] });
      await screenshot(page, `dashboard-${width}-${colorScheme}-${locale}`);
      assert.deepEqual(errors, []);
      assert.deepEqual(elsewhere, []);
    });
  }

  test('runs under its Content-Security-Policy, which lets no other script run', async () => {
    const { page, errors } = await openPage(board.origin);
    await page.waitForSelector(live);
    const policy = (await fetch(`${board.origin}/`)).headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.deepEqual(errors, []);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.stranger = true';
      document.head.append(script);
    });
    assert.equal(await page.evaluate(() => window.stranger), undefined);
    assert.match(errors.join(), /Content Security Policy/);
  });

  test('turns grey when the board is silent, and live when it speaks again', async () => {
    const mortal = await startBoard();
    const { page } = await openPage(mortal.origin);
    await page.waitForSelector(live);
    const color = () => page.$eval('.value', (node) => getComputedStyle(node).color);
    const alive = await color();
    mortal.freeze();
    await page.waitForSelector(link('stale'));
    await waitForText(page, '[data-notice]', /^No new samples/);
    await page.waitForFunction((was) => getComputedStyle(document.querySelector('.value')).color !== was, alive);
    mortal.goOn();
    await page.waitForSelector(live);
    await page.waitForFunction((was) => getComputedStyle(document.querySelector('.value')).color === was, alive);
    await page.context().close();
    await mortal.stop();
  });

  test('comes back by itself when the board does, after a loss of power and after a shutdown', async () => {
    let mortal = await startBoard();
    const { page } = await openPage(mortal.origin);
    await page.waitForSelector(live);
    await page.focus(toggle('led'));
    for (const end of ['kill', 'stop']) {
      await mortal[end]();
      await page.waitForSelector(link('reconnecting'));
      await waitForText(page, '[data-next-try]', /^(Next try in \d+ s|Trying…)$/);
      mortal = await startBoard('--port', String(mortal.port));
      await page.getByRole('button', { name: 'Try now' }).click({ timeout: 2_000 }).catch(() => 'It was faster.');
      await page.waitForSelector(live);
    }
    await page.click(toggle('led'));
    await mortal.line(/^GPIO2 LED on$/);
    await page.context().close();
    assert.equal(await mortal.stop(), 0);
  });

  test('tells the ninth client that the board is full, and lets it in when there is room', async () => {
    const busy = await startBoard();
    let mayConnect = false;
    const { page } = await openPage(busy.origin, {}, (one) =>
      one.routeWebSocket('**/ws', (socket) => {
        if (mayConnect) {
          socket.connectToServer();
        } else {
          socket.close({ code: 1011 });
        }
      }),
    );
    await page.waitForSelector(link('reconnecting'));
    const others = [];
    while (others.length < 8) {
      const socket = new WebSocket(`ws://127.0.0.1:${busy.port}/ws`);
      const opened = await new Promise((resolve) => {
        socket.on('open', () => resolve(true));
        socket.on('error', () => resolve(false));
      });
      if (opened) {
        others.push(socket);
      }
    }
    mayConnect = true;
    await page.waitForSelector(link('refused'));
    await waitForText(page, '[data-notice]', /all its connections are taken/);
    await waitForText(page, '[data-next-try]', /^Next try in \d+ s$/);
    others.pop().terminate();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.waitForSelector(live);
    for (const socket of others) {
      socket.terminate();
    }
    await page.context().close();
    await busy.stop();
  });
});
