// What an owner does on the page: settings, restart, log, backup, alerts, languages, sections, and the files beside the page.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { checkAccessibility } from './support/axe.js';
import { closePages, openPage } from './support/browser.js';
import { live, waitForText } from './support/page.js';
import { startBoard } from './support/simulator.js';

describe('The owner\'s part of the page', { timeout: 240_000 }, () => {
  let folder;
  let board;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nano-owner-'));
    board = await startBoard('--settings', join(folder, 'board'), '--wifi');
  });

  after(async () => {
    await board.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(closePages);

  async function open(tab = 'settings', options = {}) {
    const opened = await openPage(board.origin, options);
    await opened.page.waitForSelector(live);
    await opened.page.click('header .icon-button');
    await opened.page.click('[data-manage]');
    await opened.page.click(`[data-tab="${tab}"]`);
    return opened.page;
  }

  const field = (name) => `[data-setting="${name}"] input`;
  const lines = '[data-setting="channels"] textarea';
  const settings = async () => (await (await fetch(`${board.origin}/api/settings`)).json()).settings;

  async function joined(wanted) {
    for (let state = ''; state !== wanted; state = (await (await fetch(`${board.origin}/api/settings`)).json()).join) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  test('saves settings, which take effect at once', async () => {
    const page = await open();
    await page.fill(field('name'), 'Gewächshaus "2"');
    await page.fill(field('interval'), '250');
    await page.click('[data-save]');
    await waitForText(page, '[data-message]', /^Saved\.$/);
    assert.equal((await settings()).name.value, 'Gewächshaus "2"');
    assert.equal((await settings()).interval.value, 250);
    assert.equal((await (await fetch(`${board.origin}/api/state`)).json()).board, 'Gewächshaus "2"');
    assert.equal(await page.inputValue(field('name')), 'Gewächshaus "2"');
  });

  test('shows what is refused beside its field, and changes nothing', async () => {
    const page = await open();
    await page.fill(field('interval'), '5');
    await page.fill(lines, 'channel=led output pin=2\n\nchannel=fan output pin=6\n');
    await page.click('[data-save]');
    await waitForText(page, '[data-setting="interval"] [data-error]', /is out of range \(20 to 60000\)/);
    await waitForText(page, '[data-setting="channels"] [data-error]', /^Channel line 2, "pin=6": GPIO 6 of the ESP32 is used by the flash memory\. Take another one\.$/);
    assert.equal(await page.getAttribute(lines, 'aria-invalid'), 'true');
    assert.equal(await page.$eval(lines, (area) => area.value.slice(area.selectionStart, area.selectionEnd)), 'channel=fan output pin=6');
    assert.equal(await page.getAttribute(field('interval'), 'aria-invalid'), 'true');
    assert.notEqual((await settings()).interval.value, 5);
    assert.equal((await settings()).channels.value, (await settings()).channels.default);
  });

  test('edits the channel lines, which count after the restart, and goes back to the board\'s own', async () => {
    const page = await open();
    const own = await page.inputValue(lines);
    assert.match(own, /^channel=led output pin=2$/m);
    const more = `${own}channel=fan output pin=13 name="Lüfter" group=Shed\n`;
    await page.fill(lines, more);
    await page.click('[data-save]');
    await page.waitForSelector('.restart-bar[data-needed]');
    assert.equal((await settings()).channels.value, more);
    assert.match(await (await fetch(`${board.origin}/api/settings?backup`)).text(), /^channel=fan output pin=13 name="Lüfter" group=Shed$/m);
    await page.click('[data-restart]');
    await waitForText(page, '[data-message]', /The board is back/);
    await page.waitForSelector('.card[data-channel="fan"]', { state: 'attached' });
    await page.click('[data-tab="settings"]');
    await page.click('[data-own-channels]');
    await page.click('[data-save]');
    await page.waitForSelector('.restart-bar[data-needed]');
    assert.equal((await settings()).channels.value, own);
    await page.click('[data-restart]');
    await waitForText(page, '[data-message]', /The board is back/);
    await page.waitForSelector('.card[data-channel="fan"]', { state: 'detached' });
  });

  test('does not overwrite what another owner has saved', async () => {
    const first = await open();
    const second = await open();
    await first.fill(field('name'), 'first');
    await first.click('[data-save]');
    await waitForText(first, '[data-message]', /^Saved\.$/);
    await second.fill(field('name'), 'second');
    await second.click('[data-save]');
    await waitForText(second, '[data-message]', /Somebody else has changed/);
    assert.equal((await settings()).name.value, 'first');
    await second.click('.restart-bar button:last-child');
    await second.waitForFunction(() => document.querySelector('[data-setting="name"] input')?.value === 'first');
  });

  test('offers the restart that a setting needs, and comes back by itself', async () => {
    const page = await open();
    await page.fill(field('history'), '90');
    await page.click('[data-save]');
    await page.waitForSelector('.restart-bar[data-needed]');
    await page.click('[data-restart]');
    await waitForText(page, '[data-message]', /The board is back/);
    assert.equal((await (await fetch(`${board.origin}/api/state`)).json()).reset, 'request');
    await page.waitForSelector(live);
  });

  test('leads the board to another Wi-Fi, and back when that refuses', async () => {
    const page = await open();
    await page.fill(field('network'), '办公室');
    await page.fill(field('passphrase'), 'wrong passphrase');
    await page.click('[data-save]');
    await waitForText(page, '[data-message]', /tries to join/);
    await joined('wrong-passphrase');
    assert.equal((await settings()).network.value, 'Workshop');
    await page.click('[data-tab="settings"]');
    await waitForText(page, '[data-message]', /refused the password/);
    await page.fill(field('network'), '办公室');
    await page.click('[data-save]');
    await waitForText(page, '[data-setting="passphrase"] [data-error]', /needs its password/);
    await page.fill(field('passphrase'), '12345678');
    await page.click('[data-save]');
    await joined('joined');
    assert.equal((await settings()).network.value, '办公室');
  });

  test('shows the board\'s log and what has passed a limit', async () => {
    const page = await open('alerts');
    await page.fill('[data-limits="uptime"] [data-limit="high"]', '1');
    await page.press('[data-limits="uptime"] [data-limit="high"]', 'Tab');
    await page.fill('[data-limits="pot"] [data-limit="low"]', '100000');
    await page.press('[data-limits="pot"] [data-limit="low"]', 'Tab');
    await page.waitForSelector('.card[data-channel="pot"][data-alert]', { state: 'attached' });
    await page.click('[data-tab="log"]');
    await waitForText(page, '[data-log]', /Started, reason/);
    await waitForText(page, '[data-log]', /Pot: .* mV, beyond its limit/);
    // The browser remembers the limits.
    await page.reload();
    await page.waitForSelector('.card[data-channel="pot"][data-alert]');
    await page.waitForSelector('[data-chip="pot"][data-alert]');
  });

  test('notifies of a passed limit where the browser allows it', async () => {
    const page = await open('alerts');
    await page.evaluate(() => {
      window.notified = [];
      window.Notification = class {
        static permission = 'granted';
        static requestPermission = async () => 'granted';
        constructor(title, { body }) {
          window.notified.push(`${title}: ${body}`);
        }
      };
    });
    await page.check('[data-notify]');
    await page.fill('[data-limits="pot"] [data-limit="low"]', '100000');
    await page.press('[data-limits="pot"] [data-limit="low"]', 'Tab');
    await page.waitForFunction(() => window.notified.some((text) => /Pot: .*beyond its limit/.test(text)));
  });

  test('downloads a backup and restores it after showing what changes', async () => {
    const page = await open('backup');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-backup]')]);
    const text = readFileSync(await download.path(), 'utf8');
    assert.match(text, /^interval=\d+$/m);
    assert.doesNotMatch(text, /^pass/m);
    const file = join(folder, 'backup.txt');
    writeFileSync(file, text.replace(/^interval=.*$/m, 'interval=777').replace(/^name=.*$/m, 'name=restored'));
    await page.setInputFiles('[data-restore]', file);
    await waitForText(page, '[data-preview]', /777/);
    assert.notEqual((await settings()).interval.value, 777);
    await page.click('[data-apply]');
    await waitForText(page, '[data-message]', /^Saved\.$/);
    assert.equal((await settings()).interval.value, 777);
    assert.equal((await settings()).name.value, 'restored');
    writeFileSync(file, 'interval=1\n');
    await page.setInputFiles('[data-restore]', file);
    await waitForText(page, '[data-message]', /out of range/);
  });

  test('speaks the languages of the page', async () => {
    for (const [locale, save, pot] of [['de-DE', 'Speichern', 'Potentiometer'], ['zh-CN', '保存', '电位器']]) {
      const page = await open('settings', { locale });
      assert.equal(await page.textContent('[data-save]'), save);
      assert.equal(await page.textContent('.card[data-channel="pot"] h3'), pot);
      await closePages();
    }
  });

  test('has nothing that axe finds, in no tab, on a phone and a desk', async () => {
    for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 900 }]) {
      const page = await open('settings', { viewport });
      for (const [tab, there] of [['settings', '[data-save]'], ['alerts', '.limits'], ['log', '[data-log]'], ['backup', '[data-restore]']]) {
        await page.click(`[data-tab="${tab}"]`);
        await page.waitForSelector(there);
        await checkAccessibility(page);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${tab} at ${viewport.width}`);
      }
      await closePages();
    }
  });

  test('folds sections, and remembers it', async () => {
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    await page.click('[data-section="output"] > summary');
    assert.ok(!(await page.isVisible('.card[data-channel="led"]')));
    await page.reload();
    await page.waitForSelector(live);
    assert.ok(!(await page.isVisible('.card[data-channel="led"]')));
    await page.click('[data-section="output"] > summary');
    assert.ok(await page.isVisible('.card[data-channel="led"]'));
  });

  test('is a wall without header when asked to', async () => {
    const { page } = await openPage(board.origin);
    await page.goto(`${board.origin}/?view=wall`);
    await page.waitForSelector(live);
    assert.ok(!(await page.isVisible('header')));
    assert.ok(await page.isVisible('.card[data-channel="pot"]'));
  });

  test('can be put on a home screen', async () => {
    const { page } = await openPage(board.origin);
    const href = await page.getAttribute('link[rel="manifest"]', 'href');
    const answer = await fetch(new URL(href, `${board.origin}/`));
    assert.equal(answer.headers.get('content-type'), 'application/manifest+json');
    const manifest = await answer.json();
    assert.equal(new URL(manifest.start_url, answer.url).href, `${board.origin}/`);
    for (const icon of manifest.icons) {
      const response = await fetch(new URL(icon.src, answer.url));
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), icon.type);
    }
    const tagged = await fetch(answer.url, { headers: { 'If-None-Match': answer.headers.get('etag') } });
    assert.equal(tagged.status, 304);
    assert.equal((await fetch(`${board.origin}/assets/nothing.js`)).status, 404);
  });
});

describe('The owner\'s part for a client that may only look', { timeout: 60_000 }, () => {
  test('asks to sign in', async () => {
    const board = await startBoard('--password', 'secret', '--open-reading');
    try {
      const { page } = await openPage(board.origin);
      await page.waitForSelector(live);
      await page.click('header .icon-button');
      await page.click('[data-manage]');
      await waitForText(page, '.owner-panel', /sign in with the password/);
      await page.click('[data-tab="log"]');
      await waitForText(page, '.owner-panel', /sign in with the password/);
    } finally {
      await closePages();
      await board.stop();
    }
  });
});
