// The page in the firmware is the page that its sources make; and those of its modules that need no browser.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

const firmware = fileURLToPath(new URL('../../firmware/', import.meta.url));
const largest = 40 * 1024;

describe('The page\'s sources', { timeout: 300_000 }, () => {
  let copy;
  let dashboard;

  before(() => {
    // A copy, because the build writes its result into the firmware.
    copy = mkdtempSync(join(tmpdir(), 'nano-page-'));
    dashboard = join(copy, 'firmware', 'dashboard');
    cpSync(join(firmware, 'dashboard'), dashboard, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
    run('ci');
  });

  after(() => rmSync(copy, { recursive: true, force: true }));

  function run(...words) {
    return execFileSync('npm', words, { cwd: dashboard, stdio: 'pipe', encoding: 'utf8', shell: process.platform === 'win32' });
  }

  test('build the committed DashboardPage.g.cs and DashboardAssets.g.cs, in at most 40 KiB each', (t) => {
    run('run', 'build');
    const [builtAssets, committedAssets] = [join(copy, 'firmware'), firmware].map((folder) => readFileSync(join(folder, 'Pages', 'DashboardAssets.g.cs'), 'utf8').replaceAll('\r\n', '\n'));
    assert.ok(builtAssets === committedAssets, 'They differ: run "npm ci" and "npm run build" in firmware/dashboard, and commit the result.');
    const sizes = [.../int LengthOf[^]*?default/.exec(committedAssets)[0].matchAll(/return (\d+);/g)].map(([, size]) => Number(size));
    assert.ok(sizes.length === 5 && sizes.reduce((sum, size) => sum + size) <= largest, String(sizes));
    const built = readFileSync(join(copy, 'firmware', 'Pages', 'DashboardPage.g.cs'), 'utf8');
    const committed = readFileSync(join(firmware, 'Pages', 'DashboardPage.g.cs'), 'utf8');
    assert.ok(built === committed.replaceAll('\r\n', '\n'), 'They differ: run "npm ci" and "npm run build" in firmware/dashboard, and commit the result.');

    const gzip = readFileSync(join(copy, 'artifacts', 'dashboard', 'index.html.gz'));
    t.diagnostic(`${gunzipSync(gzip).length} bytes of HTML, ${gzip.length} bytes in flash`);
    assert.ok(gzip.length <= largest, `${gzip.length} bytes`);
    assert.equal(Number(/const int Length = (\d+);/.exec(committed)[1]), gzip.length);
  });

  test('name nothing outside the page', () => {
    const html = readFileSync(join(copy, 'artifacts', 'dashboard', 'index.html'), 'utf8');
    const addresses = html.match(/https?:\/\/[^"'`\s)]+/g) ?? [];
    assert.deepEqual([...new Set(addresses)], ['http://www.w3.org/2000/svg'], 'the namespace of SVG is no address');
    assert.doesNotMatch(html, /<(script|link|img)[^>]+(src|href)="(?!data:|assets\/)/);
  });

  describe('modules', () => {
    let server;
    const load = (path) => server.ssrLoadModule(`/src/${path}.ts`);

    before(async () => {
      const { createServer } = await import(pathToFileURL(createRequire(join(dashboard, 'package.json')).resolve('vite')).href);
      server = await createServer({ root: dashboard, appType: 'custom', logLevel: 'error', server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } });
    });

    after(() => server?.close());

    test('backoff: doubles up to 8 s, of which at least half is waited', async () => {
      const { backOff } = await load('link/backoff');
      assert.deepEqual([0, 1, 2, 3, 4, 5, 99].map((failures) => backOff(failures, () => 1)), [500, 1000, 2000, 4000, 8000, 8000, 8000]);
      assert.equal(backOff(0, () => 0), 250);
    });

    test('quality: the round trip is smoothed, gaps count what is missing', async () => {
      const { createGapCounter, noteRoundTrip } = await load('link/quality');
      const quality = { roundTrip: null, dropped: 0 };
      noteRoundTrip(quality, 100);
      noteRoundTrip(quality, 200);
      assert.equal(quality.roundTrip, 130);
      const gaps = createGapCounter(quality);
      for (const seq of [7, 8, 8, 11, 10, 12]) {
        gaps.next(seq);
      }
      assert.equal(quality.dropped, 2);
      gaps.restart();
      gaps.next(500);
      assert.equal(quality.dropped, 2);
    });

    test('protocol: whatever has not the right shape is no message', async () => {
      const { parseMessage } = await load('protocol');
      for (const text of ['', '[]', '{}', '{"type":"sample"}', '{"type":"sample","seq":1,"t":1,"v":["1"]}', '{"type":"ack"}', '{"type":"history","t":0,"interval":0,"v":[]}',
        '{"type":"hello","board":"b","firmware":"1","interval":100,"channels":[{"id":"a","kind":"input","value":0},{"id":"a","kind":"input","value":0}]}']) {
        assert.equal(parseMessage(text), null, text);
      }
      const hello = parseMessage('{"type":"hello","board":"b","firmware":"1","interval":100,"later":1,"channels":[{"id":"a","kind":"new","value":null}]}');
      assert.deepEqual(hello.channels, [{ id: 'a', kind: 'new', unit: '', name: '', group: '', decimals: 0, step: 1, min: null, max: null, value: null, edges: null }]);
      assert.equal(hello.control, true);
      assert.deepEqual(parseMessage('{"type":"history","t":1,"interval":2,"v":[null,[1,null]]}').v, [null, [1, null]]);
    });

    test('label: a name, or the id made readable', async () => {
      // Node 20 has no navigator to tell its language.
      globalThis.navigator ??= { languages: ['en'] };
      const { labelOf } = await load('i18n/label');
      assert.deepEqual(['light-sensor', 'led2', 'co2', 'adc', '-'].map((id) => labelOf({ id, name: '' })), ['Light sensor', 'LED 2', 'CO2', 'ADC', '-']);
      assert.equal(labelOf({ id: 'led', name: 'Lamp' }), 'Lamp');
      const { chinese } = await load('i18n/zh');
      assert.deepEqual(['light', 'led', 'constructor'].map(chinese.word), ['光照', 'led', 'constructor']);
    });

    test('recording: keeps the newest rows in one piece, and takes no more memory', async () => {
      const { Recording, copyOf, firstFrom, lastChange, nearest } = await load('data/recording');
      const recording = new Recording(1, 100);
      const { buffer } = recording.times;
      for (let t = 0; t < 1000; t++) {
        recording.append(t, [t < 950 ? 0 : 1]);
        assert.ok(recording.length <= 125 && recording.length >= Math.min(t + 1, 100));
      }
      assert.equal(recording.times.buffer, buffer);
      assert.equal(recording.last, 999);
      const rows = [...recording.times.subarray(0, recording.length)];
      assert.deepEqual(rows, rows.map((_, i) => 1000 - rows.length + i));
      assert.equal(lastChange(recording, 0), 950);
      recording.append(999, [5]);
      assert.equal(recording.columns[0][recording.length - 1], 1, 'a row of the same time is left out');

      const copied = copyOf(recording);
      recording.append(2000, null);
      assert.equal(copied.times[copied.length - 1], 999);
      assert.ok(Number.isNaN(recording.columns[0][recording.length - 1]));
      assert.equal(firstFrom(recording, 1500), recording.length - 1);
      assert.equal(nearest(recording, 1400), recording.length - 2);
      assert.equal(nearest(recording, 5000), recording.length - 1);
      assert.equal(nearest({ length: 0, times: [], columns: [] }, 1), -1);
    });

    test('recorder: the past before the present, gaps where something is missing, all anew after a restart', async () => {
      const { createRecorder } = await load('data/recorder');
      let now = 1_000_000;
      const filled = [];
      const recorder = createRecorder({ filled: (isRestarted) => filled.push(isRestarted), now: () => now });
      const rows = () => [...recorder.recording.times.subarray(0, recorder.recording.length)].map((t, i) => [t, recorder.recording.columns[0][i]]);
      const sample = (t, value) => recorder.sample({ type: 'sample', seq: 0, t, v: [value] });

      recorder.begin(1, 100, false);
      sample(5_000, 3);
      recorder.history({ type: 'history', t: 3_000, interval: 1_000, v: [[1], [2]] });
      assert.deepEqual(rows(), []);
      recorder.complete();
      assert.deepEqual(rows(), [[3_000, 1], [4_000, 2], [5_000, 3]]);
      assert.deepEqual([filled, recorder.epoch], [[true], 995_000]);

      now = 1_000_600;
      sample(5_100, 4);
      sample(5_600, 5);
      assert.deepEqual(rows().slice(3), [[5_100, 4], [5_200, NaN], [5_600, 5]]);

      // The same board after two seconds without it.
      now = 1_002_600;
      recorder.begin(1, 100, true);
      recorder.history({ type: 'history', t: 5_000, interval: 1_000, v: [[9], [6], [7]] });
      recorder.complete();
      sample(7_600, 8);
      assert.deepEqual(filled, [true, false]);
      assert.deepEqual(rows().slice(5), [[5_600, 5], [6_000, NaN], [6_000, 6], [7_000, 7], [7_600, 8]].filter(([, value]) => !Number.isNaN(value)));

      // Another board, or the same after a loss of power.
      now = 1_020_000;
      recorder.begin(1, 100, true);
      sample(400, 1);
      recorder.complete();
      assert.deepEqual(rows(), [[400, 1]]);
      assert.deepEqual(filled, [true, false, true]);

      // Somebody sets this computer's clock, and then the connection is lost for a while: the board has not been restarted.
      now += 3_600_100;
      sample(500, 2);
      assert.equal(recorder.epoch, now - 500);
      now += 300;
      recorder.begin(1, 100, true);
      sample(800, 3);
      recorder.complete();
      assert.deepEqual(rows().filter(([, value]) => !Number.isNaN(value)), [[400, 1], [500, 2], [800, 3]]);

      // As many channels, but others.
      recorder.begin(1, 100, false);
      sample(900, 4);
      recorder.complete();
      assert.deepEqual(rows(), [[900, 4]]);
    });

    test('recorder: keeps the longest time that the plot shows, however fast the board is', async () => {
      const { createRecorder, longest } = await load('data/recorder');
      const recorder = createRecorder({ filled() {}, now: () => 0 });
      recorder.begin(1, 20, false);
      recorder.complete();
      for (let t = 0; t <= 3 * longest; t += 20) {
        recorder.sample({ type: 'sample', seq: 0, t, v: [1] });
      }
      assert.ok(recorder.recording.times[0] <= 2 * longest + 20, `from ${recorder.recording.times[0]} on`);
    });

    test('curves: each pixel\'s lowest and highest value, in their order, and gaps', async () => {
      const { Curves } = await load('plot/curves');
      const count = 1000;
      const rows = { length: count, times: Float64Array.from({ length: count }, (_, i) => i), columns: [Float64Array.from({ length: count }, (_, i) => (i === 500 ? 99 : i === 700 ? -99 : i >= 200 && i < 300 ? NaN : i % 2))] };
      const curves = new Curves([0]);
      curves.fill(rows, { from: 0, to: 999 }, 10_000, 50);
      const [dates, values] = curves.data;
      assert.ok(dates.length <= 102, `${dates.length} points`);
      assert.deepEqual(dates, dates.toSorted((a, b) => a - b));
      assert.ok(values.includes(99) && values.includes(-99) && values.includes(null));
      const shown = dates.map((date, i) => `${date} ${values[i]}`);
      curves.fill(rows, { from: 0, to: 999 }, 10_000, 50);
      assert.deepEqual(curves.data[0].map((date, i) => `${date} ${curves.data[1][i]}`), shown);

      curves.fill(rows, { from: 198, to: 201 }, 0, 50);
      assert.deepEqual(curves.data, [[197, 198, 199, 200, 201], [1, 0, 1, null, null]]);
    });

    test('range: calm, never beyond what the channel can be', async () => {
      const { CalmRange, niceStep } = await load('plot/range');
      const range = new CalmRange([{ min: 0, max: 100 }]);
      const first = range.fit(40, 60);
      assert.ok(first[0] <= 40 && first[1] >= 60);
      assert.deepEqual(range.fit(45, 58), first, 'smaller values need no other');
      assert.deepEqual(range.fit(null, null), first);
      assert.deepEqual(range.fit(0, 100), [0, 100]);
      const noise = new CalmRange([{ min: 0, max: 1000 }]).fit(500, 501);
      assert.ok(noise[1] - noise[0] >= 50, `${noise}`);
      for (const value of [5, -40, Number.MAX_SAFE_INTEGER]) {
        const [low, high] = new CalmRange([{ min: value, max: value }]).fit(value, value);
        assert.ok(low < value && value < high, `${low} to ${high} for a channel that is always ${value}`);
        assert.ok(high - low >= 0.2 && high - low > Math.abs(value) * 1e-10, `${high - low}`);
      }
      assert.deepEqual([7, 12, 40, 100, 0.03].map((span) => Number(niceStep(span).toPrecision(3))), [1, 2, 5, 10, 0.005]);
    });

    test('viewport: follows, holds, zooms within what is held, and lets go', async () => {
      const { Viewport } = await load('plot/viewport');
      const view = new Viewport(10_000);
      assert.deepEqual(view.span(50_000), { from: 40_000, to: 50_000 });
      view.zoomBy(0.5, 45_000, 50_000);
      assert.deepEqual([view.span(60_000), view.isHeld, view.isZoomed], [{ from: 42_500, to: 47_500 }, true, true]);
      view.pan(5, 60_000);
      assert.deepEqual(view.span(60_000), { from: 45_000, to: 50_000 });
      view.zoomBy(1e-9, 47_000, 60_000);
      assert.equal(view.span(0).to - view.span(0).from, 200);
      view.reset();
      assert.deepEqual([view.span(60_000), view.isHeld], [{ from: 50_000, to: 60_000 }, false]);

      view.pause(60_000);
      view.zoom({ from: 52_000, to: 53_000 }, 60_000);
      view.reset();
      assert.deepEqual([view.span(99_000), view.isHeld], [{ from: 50_000, to: 60_000 }, true], 'a pause outlasts a zoom');
      view.setWindow(60_000);
      assert.deepEqual(view.span(99_000), { from: 0, to: 60_000 });
      view.resume();
      assert.deepEqual(view.span(99_000), { from: 39_000, to: 99_000 });
    });

    test('language: all have the same words, and none is empty', async () => {
      const { english: words } = await load('i18n/en');
      const { englishOwner } = await load('owner/en');
      const { chinese } = await load('i18n/zh');
      const { german } = await load('i18n/de');
      const english = { ...words, owner: { ...englishOwner, faults: chinese.owner.faults } };
      const shape = (value) => (typeof value === 'object' ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, shape(value[key])])) : typeof value);
      // The board's notices are English already, so that English needs no words for them.
      assert.deepEqual(shape({ ...chinese, notices: {} }), shape(english));
      assert.deepEqual(shape({ ...german, notices: {} }), shape(english));
      const texts = (value) => (typeof value === 'object' ? Object.values(value).flatMap(texts) : [value]);
      assert.ok([...texts(english), ...texts(chinese), ...texts(german)].every((text) => text !== ''));
      // Chinese has punctuation of its own.
      assert.ok(texts(chinese).every((text) => typeof text !== 'string' || !/[\u4e00-\u9fff] ?[,:;?!]/.test(text)));
    });
  });
});
