// WCAG 2.2 AA, as far as axe can tell, in every main state and both colour schemes.

import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { checkAccessibility } from './support/axe.js';
import { closePages, openPage, withoutBrowser } from './support/browser.js';
import { fakeBoard, fakeSession } from './support/fake-board.js';
import { card, failure, link, live, toggle, value, waitForText } from './support/page.js';
import { useBoard } from './support/simulator.js';

const history = { t: 0, interval: 1000, v: Array.from({ length: 60 }, (_, i) => [0, 0, 1000 + 10 * i, 40, null]) };

describe('The page is accessible', { skip: withoutBrowser, timeout: 300_000 }, () => {
  const real = useBoard('--quiet');

  afterEach(closePages);

  for (const [colorScheme, viewport, locale] of [['light', { width: 1280, height: 900 }, 'en'], ['dark', { width: 390, height: 844 }, 'zh-CN']]) {
    const options = { colorScheme, viewport, locale, reducedMotion: 'reduce' };

    test(`in use, ${colorScheme}, ${viewport.width} pixels, ${locale}`, async () => {
      let board;
      const { page } = await openPage(real.origin, options, async (one) => {
        board = await fakeBoard(one, { history });
      });
      const stop = board.run();
      await page.waitForSelector(live);
      await page.waitForSelector('.plot-frame canvas');
      await checkAccessibility(page, 'live');

      await page.click(toggle('led'));
      board.refuse((await board.command()).id, 'busy');
      await page.waitForFunction((where) => document.querySelector(where).textContent !== '', failure('led'));
      board.send({ type: 'event', t: board.t, channel: 'door', value: 1, edges: 4 });
      await page.click(toggle('led'));
      board.ack((await board.command()).id);
      board.sample([1, 1, 1, 1, 1]);
      await checkAccessibility(page, 'with outputs and inputs on');

      await page.click('.zoom button:nth-child(3)');
      await page.click('details summary');
      await page.waitForSelector('[data-zoomed]');
      await page.focus('.plot-frame');
      await page.keyboard.press('ArrowRight');
      await checkAccessibility(page, 'with the plot zoomed and its crosshair shown');

      await page.click('header button');
      await page.waitForSelector('dialog[open]');
      await checkAccessibility(page, 'with the settings open');
      await page.keyboard.press('Escape');

      stop();
      await page.waitForSelector(link('stale'));
      await checkAccessibility(page, 'stale');
      board.isAway = true;
      await board.socket.close({ code: 1001 });
      await page.waitForSelector(link('reconnecting'));
      await checkAccessibility(page, 'reconnecting');
    });

    test(`refused and locked, ${colorScheme}, ${viewport.width} pixels, ${locale}`, async () => {
      const full = (await openPage(real.origin, options, async (one) => {
        await one.routeWebSocket('**/ws', (socket) => socket.close({ code: 1011 }));
        await one.route('**/api/session', (route) => route.fulfill({ status: 503, headers: { 'Retry-After': '30' } }));
      })).page;
      await full.waitForSelector(link('refused'));
      await checkAccessibility(full, 'refused');
      await full.context().close();

      const locked = (await openPage(real.origin, options, async (one) => {
        await one.routeWebSocket('**/ws', (socket) => socket.close({ code: 1008 }));
        await fakeSession(one, { password: true, read: false, control: false });
      })).page;
      await locked.waitForSelector(link('signin'));
      await checkAccessibility(locked, 'locked');
      await locked.fill('#password', 'guess');
      await locked.keyboard.press('Enter');
      await locked.waitForSelector('[aria-invalid]');
      await waitForText(locked, '#sign-in-error', /\S/);
      await checkAccessibility(locked, 'with a wrong password');
      await locked.context().close();

      const readOnly = (await openPage(real.origin, options, async (one) => {
        (await fakeBoard(one, { hello: { control: false } })).run();
      })).page;
      await readOnly.waitForSelector(live);
      await readOnly.waitForSelector('.notice:not(.quiet)');
      await checkAccessibility(readOnly, 'read-only');
    });
  }

  test('every control is large enough for a finger', async () => {
    const { page } = await openPage(real.origin, { viewport: { width: 390, height: 844 } }, async (one) => {
      (await fakeBoard(one, { history })).run();
    });
    await page.waitForSelector(live);
    await page.waitForSelector(value('pot'));
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, a, summary')]
        .filter((node) => node.checkVisibility())
        .map((node) => [node.outerHTML.slice(0, 60), node.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 24 || height < 24)
        .map(([html]) => html),
    );
    assert.deepEqual(small, []);
    assert.ok(await page.isVisible(card('led')));
  });

  test('curves and what is chosen can be told apart where the system has colours of its own', async () => {
    const { page } = await openPage(real.origin, { forcedColors: 'active', colorScheme: 'dark' }, async (one) => {
      (await fakeBoard(one, { history })).run();
    });
    await page.waitForSelector(live);
    const colors = await page.$$eval('.chips .swatch', (nodes) => nodes.map((node) => getComputedStyle(node).color));
    assert.ok(colors.length >= 4);
    assert.equal(new Set(colors).size, colors.length);
    const fill = (pressed) => page.$eval(`[data-chip][aria-pressed="${pressed}"] .swatch`, (node) => getComputedStyle(node).backgroundColor);
    assert.notEqual(await fill(true), await fill(false));
  });

  test('nothing moves by itself for who prefers that', async () => {
    const { page } = await openPage(real.origin, { reducedMotion: 'reduce' }, async (one) => {
      (await fakeBoard(one, { history })).run();
    });
    await page.waitForSelector(live);
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((node) => {
      const { transitionDuration, animationName } = getComputedStyle(node);
      return animationName !== 'none' || transitionDuration.split(', ').some((duration) => duration !== '0s');
    }).map((node) => node.outerHTML.slice(0, 60)));
    assert.deepEqual(moving, []);
  });
});
