// 16 channels at 50 samples a second: what the page does in a frame, and what it keeps. Counts decide; the frames a second are told for information.

import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { closePages, openPage, withoutBrowser } from './support/browser.js';
import { channels, install, watchWork } from './support/flood.js';
import { live } from './support/page.js';
import { useBoard } from './support/simulator.js';

const interval = 20;
const tenMinutes = 600_000 / interval;

describe('Under load the page', { skip: withoutBrowser, timeout: 300_000 }, () => {
  const real = useBoard('--quiet');

  afterEach(closePages);

  /** `curves` of the 16 in a plot of as much time as `window` says. */
  async function open(curves, window) {
    const { page } = await openPage(real.origin, {}, async (one) => {
      await one.addInitScript(watchWork);
      await one.addInitScript(install, { list: channels, interval });
    });
    await page.waitForSelector(live);
    for (const { id } of channels.slice(4, curves)) {
      await page.click(`[data-chip="${id}"]`);
    }
    await page.getByRole('button', { name: window, exact: true }).click();
    return page;
  }

  test('draws the plot once a frame at most, without asking for the layout, and not at all while it is hidden', async (t) => {
    const page = await open(16, '10 s');
    await page.evaluate(() => window.flood.send(15_000));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    const counts = await page.evaluate(async (gap) => {
      const { work, flood } = window;
      work.plotDraws.clear();
      work.sparkDraws = work.layoutReads = 0;
      let frames = 0;
      let isRunning = true;
      const count = () => {
        frames++;
        if (isRunning) {
          requestAnimationFrame(count);
        }
      };
      requestAnimationFrame(count);
      const start = performance.now();
      // As many as are due, also when this timer is late.
      let sent = 0;
      await new Promise((resolve) => {
        const timer = setInterval(() => {
          const due = Math.floor((performance.now() - start) / gap);
          flood.send(due - sent);
          sent = due;
          if (sent >= 150) {
            clearInterval(timer);
            resolve();
          }
        }, gap);
      });
      isRunning = false;
      const each = [...work.plotDraws.values()];
      return { sent, frames, seconds: (performance.now() - start) / 1000, draws: each.length, most: Math.max(...each), sparkDraws: work.sparkDraws, layoutReads: work.layoutReads };
    }, interval);
    t.diagnostic(`${channels.length} channels, ${counts.sent} samples in ${counts.seconds.toFixed(1)} s: ${(counts.frames / counts.seconds).toFixed(0)} frames and ${(counts.draws / counts.seconds).toFixed(0)} draws a second without a GPU`);
    assert.equal(counts.most, 1, 'draws in one frame');
    assert.ok(counts.draws > 0 && counts.draws <= counts.frames, `${counts.draws} draws in ${counts.frames} frames`);
    // A sparkline is drawn when it has moved by a pixel, which takes longer than a frame.
    assert.ok(counts.sparkDraws <= (counts.seconds + 1) * 16 * 6, `${counts.sparkDraws} draws of sparklines`);
    assert.equal(counts.layoutReads, 0, 'reads of the layout');

    await page.getByRole('button', { name: '5 min', exact: true }).click();
    const slow = await page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      window.work.plotDraws.clear();
      for (let i = 0; i < 50; i++) {
        window.flood.send(1);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return window.work.plotDraws.size;
    });
    // A second is two or three pixels.
    assert.ok(slow >= 1 && slow <= 5, `${slow} draws where 50 samples move the curves by three pixels`);

    const hidden = await page.evaluate(async () => {
      const { work, flood } = window;
      const turn = () => new Promise((resolve) => setTimeout(resolve, 50));
      await turn();
      work.isHidden = true;
      await turn();
      work.plotDraws.clear();
      work.sparkDraws = 0;
      let changes = 0;
      const observer = new MutationObserver((records) => { changes += records.length; });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      for (let i = 0; i < 20; i++) {
        flood.send(50);
        await turn();
      }
      const whileHidden = { draws: work.plotDraws.size + work.sparkDraws, changes, asked: work.waiting.length };
      work.isHidden = false;
      for (const callback of work.waiting.splice(0)) {
        requestAnimationFrame(callback);
      }
      await turn();
      await turn();
      observer.disconnect();
      return { ...whileHidden, after: work.plotDraws.size };
    });
    assert.deepEqual({ draws: hidden.draws, changes: hidden.changes, asked: hidden.asked }, { draws: 0, changes: 0, asked: 1 });
    assert.ok(hidden.after >= 1, 'it draws when it is seen again');
  });

  test('keeps no more after ten minutes of samples than after the first ten', async (t) => {
    const page = await open(4, '1 min');
    const session = await page.context().newCDPSession(page);
    const feed = () =>
      page.evaluate(async (count) => {
        for (let sent = 0; sent < count; sent += 500) {
          window.flood.send(500);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        // The last frame may still be under way.
        await new Promise((resolve) => setTimeout(resolve, 100));
        window.work.plotDraws.clear();
      }, tenMinutes);
    const used = async () => {
      for (let i = 0; i < 3; i++) {
        await session.send('HeapProfiler.collectGarbage');
      }
      const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
      return usedSize + backingStorageSize;
    };
    await feed();
    const first = await used();
    await feed();
    const second = await used();
    t.diagnostic(`${(first / 1e6).toFixed(2)} MB after ten minutes, ${(second / 1e6).toFixed(2)} MB after twenty`);
    // What one sample of 16 channels takes, kept 30,000 times, would be megabytes.
    assert.ok(second - first < 500_000, `${second - first} bytes more`);
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    assert.ok(nodes < 3_000 && jsEventListeners < 500, `${nodes} nodes, ${jsEventListeners} listeners`);
  });
});
