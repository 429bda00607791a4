// Every state of the page, before a board that does what the test says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, test } from 'node:test';
import { closePages, openPage, withoutBrowser } from './support/browser.js';
import { channels, fakeBoard, fakeSession } from './support/fake-board.js';
import { card, failure, link, live, nextFrame, overflow, toggle, value, waitForText } from './support/page.js';
import { useBoard } from './support/simulator.js';

const protocol = readFileSync(new URL('../../firmware/protocol.md', import.meta.url), 'utf8');
const chinese = { locale: 'zh-CN' };

describe('The page', { skip: withoutBrowser, timeout: 300_000 }, () => {
  const real = useBoard('--quiet');

  afterEach(closePages);

  /** The real page before a fake board, which sends samples by itself unless `isStill`. */
  async function open({ isStill = false, context = {}, prepare = async () => {}, ...options } = {}) {
    let board;
    const opened = await openPage(real.origin, context, async (page) => {
      board = await fakeBoard(page, options);
      if (!isStill) {
        board.run();
      }
      await prepare(page);
    });
    return { ...opened, board };
  }

  /** The real page before a board that takes no WebSocket, and says by HTTP why. */
  function openRefused(status, headers = {}, context = {}) {
    return openPage(real.origin, context, async (page) => {
      await page.routeWebSocket('**/ws', (socket) => socket.close({ code: 1011 }));
      await page.route('**/api/session', (route) => (status ? route.fulfill({ status, headers, json: {} }) : route.abort()));
    });
  }

  test('waits for a board that has not greeted yet', async () => {
    const { page } = await openPage(real.origin, {}, (one) => one.routeWebSocket('**/ws', () => {}));
    await page.waitForSelector(link('connecting'));
    await page.getByText('Waiting for the board').waitFor();
  });

  test('shows what hello lists, also of kinds that it does not know', async () => {
    const list = [...channels, { id: 'fan-speed', kind: 'rotor', unit: 'rpm', value: 900 }, { id: 'co2', kind: 'analog', unit: 'ppm', value: null, min: 0, max: 5000 }];
    const { page } = await open({ list });
    await page.waitForSelector(live);
    assert.equal(await page.textContent(`${card('door')} h3`), 'Front door');
    assert.equal(await page.textContent(`${card('fan-speed')} dt`), 'Fan speed');
    assert.equal(await page.textContent(value('fan-speed')), '900 rpm');
    assert.equal(await page.textContent(value('co2')), '–');
    assert.equal(await page.getAttribute(`${card('co2')} [role="meter"]`, 'aria-valuetext'), 'No reading');
    assert.equal(await page.textContent('[data-edges]'), '3 changes');
  });

  test('has room for the longest names, units and values that a board may have, and for any range', async () => {
    const list = [
      { id: 'valve', kind: 'output', unit: '', name: 'Bewässerungsventilsteuerung-Nord', value: 1 },
      { id: 'abcdefghijklmnop', kind: 'input', unit: '', name: 'The door of the green house (old)', value: 1, edges: 1_234_567_890 },
      { id: 'low', kind: 'analog', unit: 'µV', value: -8_388_608, min: -8_388_608, max: 8_388_607 },
      { id: 'high', kind: 'analog', unit: 'kWh/(m²·a·month)', value: Number.MAX_SAFE_INTEGER, min: 0, max: Number.MAX_SAFE_INTEGER },
      { id: 'constant', kind: 'analog', unit: '%', value: 5, min: 5, max: 5 },
      { id: 'unknown', kind: 'analog', unit: 'ppm', value: null },
      { id: 'aaaaaaaaaaaaaaaa', kind: 'analog', unit: '', name: 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW', value: 250, min: 0, max: 100 },
    ];
    for (const width of [320, 390, 1440]) {
      const { page, errors } = await open({ list, hello: { board: 'Glashaus-Niederösterreich-Südost' }, context: { viewport: { width, height: 844 } } });
      await page.waitForSelector(live);
      for (const chip of await page.$$('[data-chip][aria-pressed="false"]')) {
        await chip.click();
      }
      await nextFrame(page);
      assert.deepEqual(await page.evaluate(overflow), { beyond: 0, outside: [] }, `${width} pixels`);
      const spilt = await page.$$eval('[data-kind="analog"]', (cards) => cards.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.dataset.channel));
      assert.deepEqual(spilt, [], `${width} pixels`);
      assert.deepEqual(errors, []);
      await page.context().close();
    }
  });

  test('is clear about a board without channels', async () => {
    const { page } = await open({ list: [] });
    await page.getByText('This board has no channels.').waitFor();
  });

  test('follows an event at once, without a sample', async () => {
    const { page, board } = await open({ isStill: true });
    await page.waitForSelector(live);
    board.send({ type: 'event', t: board.t + 30, channel: 'door', value: 1, edges: 4 });
    await page.waitForSelector(`${card('door')}[data-on]`);
    await waitForText(page, '[data-edges]', /^4 changes$/);
    await waitForText(page, '[data-changed]', /^0 s ago$/);
    board.sample([0, 1, 1650, 40, 1000], 30);
    await waitForText(page, '[data-changed]', /^2 s ago$/);
  });

  test('knows from the history when an input last changed', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => [0, i < 20 ? 1 : 0, 0, 0, null]);
    const { page } = await open({ isStill: true, history: { t: 30_000, interval: 1000, v: rows } });
    await waitForText(page, '[data-changed]', /^10 s ago$/);
  });

  test('knows nothing of an input\'s changes before a restart, though it has counted as many since', async () => {
    const { page, board } = await open({ isStill: true });
    await page.waitForSelector(live);
    board.send({ type: 'event', t: board.t, channel: 'door', value: 0, edges: 3 });
    await waitForText(page, '[data-changed]', /^0 s ago$/);
    board.t = 4_000_000;
    await board.socket.close({ code: 1001 });
    await page.waitForSelector(link('reconnecting'));
    await page.waitForSelector(live);
    board.sample([0, 0, 1650, 40, 4_000_000]);
    await waitForText(page, value('uptime'), /^1 h 6 min$/);
    assert.equal(await page.textContent('[data-edges]'), '3 changes');
    assert.equal(await page.textContent('[data-changed]'), '');
  });

  test('counts the samples that are missing between two', async () => {
    const { page, board } = await open({ isStill: true });
    await page.waitForSelector(live);
    board.sample();
    board.sample(undefined, 8);
    await waitForText(page, '[data-dropped]', /^7$/);
    board.sample();
    board.sample(undefined, 3);
    await waitForText(page, '[data-dropped]', /^9$/);
  });

  test('ends a connection that has been silent for long', async () => {
    const { page } = await open({ isStill: true });
    await page.waitForSelector(link('stale'));
    await page.waitForSelector(link('reconnecting'));
    await page.waitForSelector(live);
  });

  test('shows a command as done at once, as pending until its answer, and then as the board says', async () => {
    const { page, board } = await open();
    await page.waitForSelector(live);
    await page.click(toggle('led'));
    await page.waitForSelector(`${card('led')}[data-pending][data-on]`);
    const { id, ...command } = await board.command();
    assert.deepEqual(command, { cmd: 'set', channel: 'led', value: 1 });
    board.ack(id);
    await page.waitForSelector(`${card('led')}:not([data-pending])`);
  });

  test('undoes a command that is refused, and says why where it was given', async () => {
    const { page, board } = await open();
    await page.waitForSelector(live);
    await page.click(toggle('led'));
    board.refuse((await board.command()).id, 'busy');
    await waitForText(page, failure('led'), /^The board is busy/);
    assert.equal(await page.getAttribute(toggle('led'), 'aria-checked'), 'false');
    assert.equal(await page.getAttribute(failure('led'), 'role'), 'status', 'it is read aloud');
    await page.click(toggle('led'));
    await page.waitForFunction((where) => document.querySelector(where).textContent === '', failure('led'));
    board.refuse((await board.command()).id, 'of-a-later-board');
    await waitForText(page, failure('led'), /^the board's own words for of-a-later-board$/);
  });

  test('keeps showing the later of two commands when the earlier is answered', async () => {
    const { page, board } = await open();
    await page.waitForSelector(live);
    await page.click(toggle('led'));
    await page.click(toggle('led'));
    const [first, second] = [await board.command(), await board.command()];
    board.ack(first.id);
    board.sample([1, 0, 0, 0, 0]);
    await page.waitForSelector(`${card('led')}[data-pending]:not([data-on])`);
    board.sample([0, 0, 0, 0, 0]);
    board.ack(second.id);
    await page.waitForSelector(`${card('led')}:not([data-pending]):not([data-on])`);
  });

  test('undoes a command whose answer the lost connection took away, and says so', async () => {
    const { page, board } = await open();
    await page.waitForSelector(live);
    await page.click(toggle('led'));
    await board.command();
    board.isAway = true;
    await board.socket.close({ code: 1001 });
    await page.waitForSelector(link('reconnecting'));
    await waitForText(page, failure('led'), /^The connection was lost before the board answered/);
    assert.equal(await page.getAttribute(toggle('led'), 'aria-checked'), 'false');
    assert.equal(await page.getAttribute(toggle('led'), 'aria-disabled'), 'true');
  });

  test('undoes a command whose answer cannot come because the page itself connects anew', async () => {
    const { page, board } = await open({ prepare: (one) => fakeSession(one, { password: true, read: true, control: true }, () => ({ status: 204 })) });
    await page.waitForSelector(live);
    await page.click(toggle('led'));
    await board.command();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await waitForText(page, failure('led'), /^The connection was lost before the board answered/);
    await page.waitForSelector(`${card('led')}:not([data-pending])`);
  });

  test('moves nothing when its state changes', async () => {
    const { page, board } = await open({ isStill: true, hello: { board: 'simulated board' }, context: { viewport: { width: 390, height: 844 } } });
    await page.waitForSelector(live);
    const tops = () => page.$$eval('h2', (headings) => headings.map((node) => Math.round(node.getBoundingClientRect().top)));
    const before = await tops();
    await page.waitForSelector(link('stale'));
    assert.deepEqual(await tops(), before);
    board.isAway = true;
    await board.socket.close({ code: 1001 });
    await page.waitForSelector(link('reconnecting'));
    assert.deepEqual(await tops(), before);
  });

  test('waits longer from try to try, not as long when asked to hurry', async () => {
    const { page, board } = await open({ prepare: (one) => one.clock.install() });
    await page.waitForSelector(live);
    board.isAway = true;
    await board.socket.close({ code: 1001 });
    await page.waitForSelector(link('reconnecting'));
    // Waits are at most 500 ms, 1, 2, 4, 8 s, 8 s …, and at least half of that.
    const before = board.connections;
    for (let i = 0; i < 60; i++) {
      await page.clock.runFor(1_000);
    }
    const tries = board.connections - before;
    assert.ok(tries >= 9 && tries <= 19, `${tries} tries in a minute`);

    for (const hurry of [
      () => page.getByRole('button', { name: 'Try now' }).click(),
      () => page.evaluate(() => dispatchEvent(new Event('online'))),
      () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))),
    ]) {
      const had = board.connections;
      await hurry();
      while (board.connections === had) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await page.waitForSelector('.notice button:visible');
      await waitForText(page, '[data-next-try]', /^(Next try|Trying)/);
      await page.clock.runFor(100);
    }
    board.isAway = false;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.waitForSelector(live);
  });

  for (const [what, status, headers, pattern] of [
    ['is full', 503, { 'Retry-After': '20' }, /all its connections are taken/],
    ['does not allow its address (403)', 403, {}, /does not allow this address/],
    ['does not serve its host (421)', 421, {}, /does not allow this address/],
    ['answers but takes no WebSocket', 200, {}, /takes no live connection from this page/],
  ]) {
    test(`says that the board ${what}`, async () => {
      const { page } = await openRefused(status, headers);
      await page.waitForSelector(link('refused'));
      await waitForText(page, '[data-notice]', pattern);
      // A slow machine may see it late, or while the next try is under way; it comes again after each.
      await page.waitForFunction((least) => Number(/(\d+) s$/.exec(document.querySelector('[data-next-try]').textContent)?.[1]) > least, status === 503 ? 15 : 1);
    });
  }

  test('keeps trying when nobody answers', async () => {
    const { page } = await openRefused(null);
    await page.waitForSelector(link('reconnecting'));
    await waitForText(page, '[data-notice]', /^The connection to the board is lost/);
  });

  describe('with a password', () => {
    const locked = { password: true, read: false, control: false };

    /** A board that lets nobody in before the password is right. `answers` are those to the next attempts; then any password is. */
    async function openLocked() {
      const session = { ...locked };
      const answers = [];
      let board;
      const lock = () => {
        board.isAway = true;
        Object.assign(session, locked);
      };
      const opened = await openPage(real.origin, {}, async (page) => {
        board = await fakeBoard(page);
        board.run();
        lock();
        await fakeSession(page, session, (request) => {
          if (request.method() === 'DELETE') {
            lock();
            return { status: 204 };
          }
          if (answers.length > 0) {
            return answers.shift();
          }
          board.isAway = false;
          return { json: Object.assign(session, { read: true, control: true }) };
        });
      });
      return { ...opened, board, answers, lock };
    }

    test('asks for it, says when it is wrong or asked too often, and lets in and out', async () => {
      const { page, answers } = await openLocked();
      await page.waitForSelector(link('signin'));
      const field = page.getByLabel('Password');
      assert.ok(await field.evaluate((node) => node === document.activeElement), 'the field has the focus');
      assert.equal(await field.getAttribute('autocomplete'), 'current-password');

      answers.push({ status: 401, json: { code: 'wrong-password', message: '' } });
      await field.fill('guess');
      await page.keyboard.press('Enter');
      await page.getByText('That is not the password.').waitFor();

      answers.push({ status: 429, headers: { 'Retry-After': '2' }, json: { code: 'too-many-attempts', message: '' } });
      await page.keyboard.press('Enter');
      await page.getByText('Too many attempts. Try again in 2 s.').waitFor();
      await page.waitForSelector('form button[aria-disabled="false"]');

      await field.fill('right');
      await page.keyboard.press('Enter');
      await page.waitForSelector(live);
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForSelector(link('signin'));
    });

    test('says nothing of a lost connection where none is lost, and sends a password once', async () => {
      const seen = new Set();
      let answer;
      const posts = [];
      const { page } = await openPage(real.origin, {}, async (one) => {
        await one.exposeFunction('seen', (text) => seen.add(text));
        await one.addInitScript(() => new MutationObserver(() => window.seen(document.documentElement.dataset.link ?? '')).observe(document, { attributes: true, subtree: true }));
        await one.routeWebSocket('**/ws', (socket) => socket.close({ code: 1008 }));
        await one.route('**/api/session', async (route) => {
          if (route.request().method() === 'POST') {
            posts.push(route.request().postData());
            await new Promise((resolve) => { answer = resolve; });
            await route.fulfill({ status: 401, json: { code: 'wrong-password' } });
          } else {
            await route.fulfill({ json: locked });
          }
        });
      });
      await page.waitForSelector(link('signin'));
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.getByLabel('Password').fill('guess');
      await page.keyboard.press('Enter');
      await page.waitForSelector('form button[aria-disabled="true"]');
      await page.keyboard.press('Enter');
      while (!answer) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      answer();
      await page.getByText('That is not the password.').waitFor();
      assert.equal(posts.length, 1);
      assert.ok(!seen.has('reconnecting'), [...seen].join());
    });

    test('asks again when the session has ended', async () => {
      const { page, board, lock } = await openLocked();
      await page.getByLabel('Password').fill('right');
      await page.keyboard.press('Enter');
      await page.waitForSelector(live);
      lock();
      await board.socket.close({ code: 1008, reason: 'session expired' });
      await page.waitForSelector(link('signin'));
      await page.getByLabel('Password').waitFor();
    });

    test('lets look who may only look, and explains why nothing can be switched', async () => {
      const { page, board } = await open({ hello: { control: false } });
      await page.waitForSelector(live);
      assert.equal(await page.getAttribute(toggle('led'), 'aria-disabled'), 'true');
      await waitForText(page, '[data-notice]', /switching needs the password/);
      await page.click(toggle('led'), { force: true });
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByLabel('Password').waitFor();
      await waitForText(page, '[data-notice]', /^$/);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.waitForSelector(card('led'));
      assert.deepEqual(board.commands, []);
    });
  });

  test('speaks the first of the browser\'s languages that it knows', async () => {
    for (const [locale, word, lang] of [['zh-TW', '输出', 'zh-Hans'], ['en-US', 'Outputs', 'en'], ['fr', 'Outputs', 'en']]) {
      const { page } = await open({ context: { locale } });
      await page.getByRole('heading', { name: word }).waitFor();
      assert.equal(await page.getAttribute('html', 'lang'), lang);
      await page.context().close();
    }
  });

  test('changes its language and its colours by switches, and remembers both', async () => {
    const { page } = await open();
    await page.waitForSelector(live);
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: '中文' }).check();
    await page.getByRole('heading', { name: '设置' }).waitFor();
    assert.ok(await page.getByRole('radio', { name: '中文' }).evaluate((node) => node === document.activeElement), 'the focus stays');
    await page.getByRole('radio', { name: '深色' }).check();
    const dark = await background();
    assert.notEqual(dark, light);
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('heading', { name: '测量值' }).waitFor();
    assert.equal(await background(), dark);
  });

  test('works where the browser keeps nothing', async () => {
    const { page, errors } = await open({
      prepare: (one) => one.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', 'SecurityError'); } })),
    });
    await page.waitForSelector(live);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: '中文' }).check();
    await page.getByRole('heading', { name: '设置' }).waitFor();
    assert.deepEqual(errors.filter((error) => !error.includes('404')), []);
  });

  test('has words for every error code of the protocol, in all languages', async () => {
    const table = protocol.slice(protocol.indexOf('### ack and error'), protocol.indexOf('### history'));
    const all = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code).filter((code) => code !== 'code');
    // The page sends no command in fragments, which alone can time out; the codes behind it are those of HTTP.
    const codes = all.slice(0, all.indexOf('timeout'));
    assert.ok(codes.length >= 10);
    const seen = {};
    for (const locale of ['en', 'zh-CN', 'de']) {
      const { page, board } = await open({ context: { locale } });
      await page.waitForSelector(live);
      seen[locale] = [];
      for (const code of codes) {
        await page.click(toggle('led'));
        await page.waitForSelector(`${card('led')}[data-pending]`);
        board.refuse((await board.command()).id, code);
        await page.waitForFunction((where) => document.querySelector(where).textContent !== '', failure('led'));
        const text = await page.textContent(failure('led'));
        assert.doesNotMatch(text, /the board's own words/, `${code} in ${locale}`);
        seen[locale].push(text);
      }
      assert.equal(new Set(seen[locale]).size, codes.length, 'each has words of its own');
      await page.context().close();
    }
    assert.ok(seen['zh-CN'].every((text) => /[\u4e00-\u9fff]/.test(text)));
  });

  test('leads to the Wi-Fi\'s page while the board has one', async () => {
    for (const state of [{ setup: true }, {}]) {
      const { page, errors } = await open({ prepare: (one) => one.route('**/api/state', (route) => route.fulfill({ json: state })) });
      await page.waitForSelector(live);
      const asked = page.waitForResponse('**/api/state');
      await page.getByRole('button', { name: 'Settings' }).click();
      await asked;
      if (state.setup) {
        assert.equal(await page.getByRole('link', { name: 'Set up Wi-Fi and name' }).getAttribute('href'), 'setup?lang=en');
      } else {
        assert.equal(await page.getByRole('link', { name: 'Set up Wi-Fi and name' }).isVisible(), false);
      }
      assert.deepEqual(errors, []);
      await page.context().close();
    }
  });

  test('says what the board\'s start had to leave out, in the page\'s language where it knows the code', async () => {
    const notices = [
      { code: 'slots', message: 'The memory is enough for 3 of 8 connections.' },
      { code: 'of-a-later-board', message: 'In its own words.' },
    ];
    for (const [context, words] of [[{ locale: 'en' }, /enough for 3 of 8 connections\. In its own words\./], [chinese, /连接数少于设置值。 In its own words\./]]) {
      const { page, errors } = await open({ context, prepare: (one) => one.route('**/api/state', (route) => route.fulfill({ json: { notices } })) });
      await page.waitForSelector(live);
      await waitForText(page, '[data-notice]', words);
      assert.deepEqual(errors, []);
      await page.context().close();
    }
  });

  test('has its own words in Chinese too', async () => {
    const { page } = await openRefused(503, { 'Retry-After': '9' }, chinese);
    await page.waitForSelector(link('refused'));
    await waitForText(page, '[data-notice]', /所有连接都已被占用/);
    await page.getByRole('button', { name: '立即重试' }).waitFor();
  });
});
