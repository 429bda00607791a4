// The plot and what one can do with it. What it shows is told by the CSV file, which has the rows that are shown, and by the crosshair's values.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, test } from 'node:test';
import { closePages, openPage, withoutBrowser } from './support/browser.js';
import { fakeBoard } from './support/fake-board.js';
import { nextFrame, waitForText } from './support/page.js';
import { useBoard } from './support/simulator.js';

/** A minute of past that ends just before the fake board's first sample: the potentiometer rises by 10 mV a second. */
const history = { t: 0, interval: 1000, v: Array.from({ length: 60 }, (_, i) => [0, 0, 1000 + 10 * i, 40, null]) };

describe('The plot', { skip: withoutBrowser, timeout: 300_000 }, () => {
  const real = useBoard('--quiet');

  afterEach(closePages);

  async function open({ context, prepare = async () => {}, ...options } = {}) {
    let board;
    const opened = await openPage(real.origin, context, async (page) => {
      await prepare(page);
      board = await fakeBoard(page, { history, ...options });
    });
    await opened.page.waitForSelector('.plot-frame canvas');
    await nextFrame(opened.page);
    const area = await opened.page.locator('.u-over').boundingBox();
    return { ...opened, board, area };
  }

  /** The CSV file as its lines' fields; what is quoted has its quotes. */
  async function csv(page) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^CSV/ }).click()]);
    const text = readFileSync(await file.path(), 'utf8');
    assert.ok(text.endsWith('\r\n'));
    const [head, ...lines] = text.trimEnd().split('\r\n');
    return { name: file.suggestedFilename(), head, rows: lines.map((line) => line.split(',')) };
  }

  /** The board's times of the rows that are shown. */
  const times = async (page) => (await csv(page)).rows.map(([, t]) => Number(t));

  const chip = (id) => `[data-chip="${id}"]`;

  test('is filled from the history when the page opens', async () => {
    const { page, board, area } = await open();
    const { head, rows } = await csv(page);
    assert.equal(head, '\ufeffTime,Board time (ms),Pot (mV),Light (%)');
    // The window ends with the sample at 60.1 s.
    assert.equal(board.t, 60_100);
    assert.deepEqual(rows.map(([, ...fields]) => fields.join()), [...history.v.slice(1).map(([, , pot], i) => `${(i + 1) * 1000},${pot},40`), '60100,1650,40']);

    await page.mouse.move(area.x + area.width / 2, area.y + 40);
    await waitForText(page, chip('pot'), /Pot1300 mV/);
    await waitForText(page, '[data-readout]', /^\d\d:\d\d:\d\d\.\d{3}$/);
    await page.mouse.move(0, 0);
    await waitForText(page, chip('pot'), /Pot1650 mV/);
  });

  test('exports times in ISO 8601 beside the board\'s, quotes titles, and leaves out what is unknown', async () => {
    const list = [{ id: 'tank', kind: 'analog', unit: 'l', name: 'Tank, left', value: 7, min: 0, max: 99 }, { id: 'co2', kind: 'analog', unit: 'ppm', value: null, min: 0, max: 5000 }];
    const { page, board } = await open({ list, history: null });
    board.sample([8, 400]);
    board.sample([null, null]);
    board.sample([9, null]);
    await waitForText(page, chip('tank'), /9 l$/);
    const { name, head, rows } = await csv(page);
    assert.match(name, /^fake-board-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.csv$/);
    assert.equal(head, '\ufeffTime,Board time (ms),"Tank, left (l)",CO2 (ppm)');
    assert.deepEqual(rows.map(([, ...fields]) => fields.join()), ['60100,7,', '60200,8,400', '60400,9,']);
    const dates = rows.map(([date]) => {
      assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      return Date.parse(date);
    });
    assert.deepEqual(dates.map((date) => date - dates[0]), [0, 100, 300]);
    assert.ok(Math.abs(dates[0] - Date.now()) < 60_000);
  });

  test('names the columns in the page\'s language', async () => {
    const { page } = await open({ context: { locale: 'zh-CN' } });
    assert.equal((await csv(page)).head, '\ufeff时间,开发板时间 (ms),电位器 (mV),光照 (%)');
  });

  test('stands still while it is paused, and loses nothing meanwhile', async () => {
    const { page, board } = await open();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForSelector('[data-plot][data-held]');
    const held = await times(page);
    board.samples(50);
    await nextFrame(page);
    assert.deepEqual(await times(page), held);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.waitForSelector('[data-plot]:not([data-held])');
    const now = await times(page);
    assert.equal(now.at(-1), board.t);
    assert.equal(now.filter((t) => t > 60_000).length, 51);
  });

  test('shows as much time as is chosen, and remembers it', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: '10 s', exact: true }).click();
    assert.deepEqual(await times(page), [51_000, 52_000, 53_000, 54_000, 55_000, 56_000, 57_000, 58_000, 59_000, 60_100]);
    await page.reload();
    await page.waitForSelector('[data-windows] [aria-pressed="true"]:has-text("10 s")');
    await page.getByRole('button', { name: '5 min', exact: true }).click();
    assert.equal((await times(page)).length, 61);
  });

  test('is zoomed by dragging, moved and reset by buttons', async () => {
    const { page, area } = await open();
    const at = (part) => [area.x + area.width * part, area.y + 60];
    await page.mouse.move(...at(0.25));
    await page.mouse.down();
    await page.mouse.move(...at(0.4));
    await page.mouse.move(...at(0.5));
    await page.mouse.up();
    await page.waitForSelector('[data-plot][data-zoomed]');
    const zoomed = await times(page);
    assert.ok(Math.abs(zoomed[0] - 15_100) < 1_500 && Math.abs(zoomed.at(-1) - 30_100) < 1_500, `${zoomed[0]} to ${zoomed.at(-1)}`);

    await page.getByRole('button', { name: 'Later' }).click();
    assert.ok((await times(page))[0] > zoomed[0] + 5_000);
    await page.getByRole('button', { name: 'Earlier' }).click();
    assert.deepEqual(await times(page), zoomed);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    assert.ok((await times(page)).length < zoomed.length);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.waitForSelector('[data-plot]:not([data-zoomed]):not([data-held])');
    assert.equal((await times(page)).length, 60);
  });

  test('is zoomed by the wheel with Ctrl, which without it scrolls the page', async () => {
    const { page, area } = await open({ context: { viewport: { width: 390, height: 600 } } });
    await page.evaluate(() => document.querySelector('.plot-frame').scrollIntoView({ block: 'center' }));
    const box = await page.locator('.u-over').boundingBox();
    const scrolled = () => page.evaluate(() => scrollY);
    await page.mouse.move(box.x + box.width / 2, box.y + 60);
    const before = await scrolled();
    await page.mouse.wheel(0, 60);
    await page.waitForFunction((was) => scrollY !== was, before);
    assert.equal(await page.locator('[data-zoomed]').count(), 0);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForSelector('[data-plot][data-zoomed]');
    assert.ok((await times(page)).length < 50);
    assert.ok(area.width > 0);
  });

  test('is zoomed by two fingers, and what is under them stays there', async () => {
    const { page } = await open({ context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
    await page.evaluate(() => document.querySelector('.plot-frame').scrollIntoView({ block: 'center' }));
    const box = await page.locator('.u-over').boundingBox();
    const session = await page.context().newCDPSession(page);
    const touch = (type, ...parts) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: parts.map((part, id) => ({ x: box.x + box.width * part, y: box.y + 60, id })) });
    await touch('touchStart', 0.4);
    await waitForText(page, '[data-readout]', /^$/);
    await touch('touchStart', 0.4, 0.6);
    await touch('touchMove', 0.3, 0.7);
    await touch('touchMove', 0.2, 0.8);
    await touch('touchEnd');
    await page.waitForSelector('[data-plot][data-zoomed]');
    const zoomed = await times(page);
    // 40 % to 60 % of a minute, at 20 % to 80 % of the width: a third of a minute in all.
    assert.ok(Math.abs(zoomed[0] - 20_100) < 2_000 && Math.abs(zoomed.at(-1) - 40_100) < 2_000, `${zoomed[0]} to ${zoomed.at(-1)}`);
  });

  test('has an axis for each unit where there is room, and for two on a phone', async () => {
    const list = ['mV', '%', '°C', 'lux'].map((unit, i) => ({ id: `sensor-${i}`, kind: 'analog', unit, value: 10 * i, min: 0, max: 100 }));
    for (const [width, units] of [[1280, ['mV', '%', '°C', 'lux']], [390, ['mV', '%']]]) {
      const { page } = await open({
        list,
        history: null,
        context: { viewport: { width, height: 844 } },
        prepare: (one) => one.addInitScript(() => {
          window.written = new Set();
          const { fillText } = CanvasRenderingContext2D.prototype;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
            window.written.add(text);
            return fillText.call(this, text, ...place);
          };
        }),
      });
      const written = await page.evaluate(() => [...window.written]);
      assert.deepEqual(written.filter((text) => list.some(({ unit }) => unit === text)), units, `${width} pixels`);
      await page.context().close();
    }
  });

  test('has the curves that are chosen, switches among them', async () => {
    const { page } = await open();
    await page.click(chip('light'));
    await page.click(chip('door'));
    await page.getByText('More channels').click();
    await page.click(chip('uptime'));
    assert.equal((await csv(page)).head, '\ufeffTime,Board time (ms),Pot (mV),Front door,Uptime (ms)');
    for (const id of ['pot', 'door', 'uptime']) {
      await page.click(chip(id));
    }
    await page.getByText('Choose a channel above to see its curve.').waitFor();
    assert.ok(await page.getByRole('button', { name: /^CSV/ }).isDisabled(), 'there is nothing to download');
    await page.click(chip('led'));
    await page.waitForSelector('.plot-frame canvas');
  });

  test('goes on after a lost connection with what the board kept, and begins anew when the board did', async () => {
    const start = new Date('2026-01-01T12:00:00Z').getTime();
    const { page, board } = await open({ prepare: (one) => one.clock.setFixedTime(start) });
    assert.equal((await times(page)).length, 60);
    // Eight seconds later it is back: it kept them.
    board.t = 68_000;
    board.history = { t: 61_000, interval: 1000, v: Array.from({ length: 7 }, () => [0, 0, 2000, 50, null]) };
    await page.clock.setFixedTime(start + 8_000);
    await board.socket.close({ code: 1001 });
    await page.waitForSelector('html[data-link="reconnecting"]');
    await page.waitForSelector('html:not([data-link="reconnecting"])');
    await waitForText(page, chip('pot'), /1650/);
    assert.deepEqual((await times(page)).slice(-9), [60_100, 61_000, 62_000, 63_000, 64_000, 65_000, 66_000, 67_000, 68_100]);

    board.t = 3_000;
    board.history = { t: 1000, interval: 1000, v: [[0, 0, 1, 1, null], [0, 0, 2, 2, null]] };
    await board.socket.close({ code: 1001 });
    await page.waitForSelector('html[data-link="reconnecting"]');
    await page.waitForSelector('html:not([data-link="reconnecting"])');
    await page.waitForFunction((where) => /1650/.test(document.querySelector(where).textContent), chip('pot'));
    assert.deepEqual(await times(page), [1000, 2000, 3100]);
  });

  test('has nothing of the board before when it comes back with as many channels, but others', async () => {
    const { page, board } = await open({ list: [{ id: 'pot', kind: 'analog', unit: 'mV', value: 1650, min: 0, max: 3300 }], history: null });
    assert.deepEqual(await times(page), [60_100]);
    board.list = [{ id: 'scale', kind: 'analog', unit: 'g', value: 12, min: 0, max: 5000 }];
    await board.socket.close({ code: 1001 });
    await page.waitForSelector(chip('scale'));
    await waitForText(page, chip('scale'), /12 g/);
    assert.equal(await page.locator('[data-channel="pot"]').count(), 0);
    const { head, rows } = await csv(page);
    assert.equal(head, '\ufeffTime,Board time (ms),Scale (g)');
    assert.deepEqual(rows.map(([, ...fields]) => fields.join()), ['60200,12']);
  });
});

