// RFC 6455 as other people's clients understand it: ws, undici and Chromium, with their own defaults, against --echo.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { after, afterEach, before, describe, test } from 'node:test';
import { WebSocket as UndiciWebSocket } from 'undici';
import WsWebSocket from 'ws';
import { launch, withoutBrowser } from './support/browser.js';
import { patience, startBoard, useBoard } from './support/simulator.js';

const mebibyte = 1_048_576;
const clients = [['ws', WsWebSocket], ['undici', UndiciWebSocket]];

describe('The echo', { timeout: 300_000 }, () => {
  const board = useBoard('--echo');
  const sockets = [];
  const open = async (WebSocket, ...more) => {
    const socket = await connect(WebSocket, `ws://127.0.0.1:${board.port}/echo`, ...more);
    sockets.push(socket);
    return socket;
  };

  afterEach(async () => {
    await Promise.all(sockets.splice(0).map(end));
  });

  for (const [name, WebSocket] of clients) {
    // clients.test.js has the sizes at which a frame's header changes.
    for (const size of [1, 3000, 8 * mebibyte]) {
      test(`sends ${name} ${size} bytes back, as binary and as text`, async () => {
        const socket = await open(WebSocket);
        const bytes = randomBytes(size);
        socket.send(bytes);
        assert.ok(bytes.equals(Buffer.from(await next(socket))));
        const text = textOf(size);
        socket.send(text);
        assert.ok((await next(socket)) === text);
      });
    }

    for (const [code, reason] of [[1000, ''], [1000, 'done'], [3000, 'Grüße'], [4999, 'r'.repeat(123)]]) {
      test(`agrees with ${name} on an end with ${code} ${reason.slice(0, 10)}`, async () => {
        const socket = await open(WebSocket);
        socket.close(code, reason);
        const ended = await closed(socket);
        assert.deepEqual([ended.code, ended.wasClean], [code, true]);
      });
    }

    test(`agrees with ${name} on an end without a status`, async () => {
      const socket = await open(WebSocket);
      socket.close();
      const ended = await closed(socket);
      assert.deepEqual([ended.code, ended.wasClean], [1005, true]);
    });

    test(`declines the extensions that ${name} offers`, async () => {
      assert.equal((await open(WebSocket)).extensions, '');
    });

    test(`keeps eight sockets of ${name} apart`, async () => {
      const eight = await Promise.all(Array.from({ length: 8 }, () => open(WebSocket)));
      for (let round = 0; round < 20; round++) {
        const answers = Promise.all(eight.map(next));
        eight.forEach((socket, i) => socket.send(`${i} in round ${round} ${'x'.repeat(i * 400)}`));
        (await answers).forEach((answer, i) => assert.ok(answer.startsWith(`${i} in round ${round} `)));
      }
    });
  }

  test('sends undici 16 MiB back', async () => {
    const socket = await open(UndiciWebSocket);
    const bytes = randomBytes(16 * mebibyte);
    socket.send(bytes);
    assert.ok(bytes.equals(Buffer.from(await next(socket))));
  });

  // By default ws takes no more than 16,384 fragments, and 16 MiB out of the board's small send buffer may be more.
  test('sends ws 16 MiB back', async () => {
    const socket = await open(WsWebSocket, { maxFragments: 0 });
    const bytes = randomBytes(16 * mebibyte);
    socket.send(bytes);
    assert.ok(bytes.equals(Buffer.from(await next(socket))));
  });

  test('puts the fragments of ws together', async () => {
    const socket = await open(WsWebSocket);
    const bytes = randomBytes(40_000);
    const answer = next(socket);
    for (let at = 0; at < bytes.length; at += 4) {
      socket.send(bytes.subarray(at, at + 4), { binary: true, fin: at + 4 === bytes.length });
    }
    assert.ok(bytes.equals(Buffer.from(await answer)));
  });

  // undici and browsers hand on nothing more once they have closed.
  test('answers ws what it asked before it closed', async () => {
    const socket = await open(WsWebSocket);
    const heard = [];
    socket.addEventListener('message', ({ data }) => heard.push(data));
    for (let i = 0; i < 500; i++) {
      socket.send(`number ${i}`);
    }
    socket.close(1000);
    assert.equal((await closed(socket)).code, 1000);
    assert.deepEqual(heard, Array.from({ length: 500 }, (_, i) => `number ${i}`));
  });

  test('answers the pings of ws between its fragments', async () => {
    const socket = await open(WsWebSocket);
    const answer = next(socket);
    for (let i = 0; i < 20; i++) {
      socket.send(`part ${i} `, { fin: false });
      const payload = randomBytes(i * 6);
      socket.ping(payload);
      const [pong] = await once(socket, 'pong', { signal: AbortSignal.timeout(patience) });
      assert.ok(payload.equals(pong));
    }
    socket.send('end');
    assert.match(await answer, /^part 0 part 1 .*part 19 end$/);
  });

  test('forgets sockets of ws that vanish', async () => {
    // There are eight slots, and for a moment none may be free.
    const openSoon = async () => {
      for (const started = Date.now(); ; ) {
        try {
          return await open(WsWebSocket);
        } catch (error) {
          assert.ok(Date.now() - started < patience, error);
        }
      }
    };
    for (let i = 0; i < 40; i++) {
      const socket = await openSoon();
      socket.send('never heard of again');
      socket.terminate();
      await closed(socket);
    }
    const socket = await openSoon();
    socket.send('still there?');
    assert.equal(await next(socket), 'still there?');
  });

  describe('in Chromium', { skip: withoutBrowser }, () => {
    let browser;
    let page;

    before(async () => {
      browser = await launch();
      page = await browser.newPage();
      page.setDefaultTimeout(patience);
      // A page of the board's origin that opens no socket of its own.
      await page.goto(`${board.origin}/api/state`);
    });

    after(() => page?.close());

    for (const size of [0, 1, 125, 126, 65_535, 65_536, mebibyte, 16 * mebibyte]) {
      test(`sends ${size} bytes back, as binary and as text`, async () => {
        const result = await page.evaluate(async (length) => {
          const socket = new WebSocket(`ws://${location.host}/echo`);
          socket.binaryType = 'arraybuffer';
          const heard = (type) => new Promise((resolve, reject) => {
            socket.addEventListener(type, resolve, { once: true });
            socket.addEventListener('close', (event) => (type === 'close' ? resolve(event) : reject(new Error(`closed with ${event.code}`))), { once: true });
          });
          await heard('open');
          const bytes = new Uint8Array(length);
          for (let i = 0; i < length; i++) {
            bytes[i] = (i * 7) ^ (i >> 9);
          }
          socket.send(bytes);
          const echo = new Uint8Array((await heard('message')).data);
          const sameBytes = echo.length === length && echo.every((byte, i) => byte === bytes[i]);
          const text = '漢'.repeat(length / 3) + 'x'.repeat(length % 3);
          socket.send(text);
          const sameText = (await heard('message')).data === text;
          socket.close(4321, 'done');
          const { code, wasClean } = await heard('close');
          return { sameBytes, sameText, code, wasClean, extensions: socket.extensions };
        }, size);
        assert.deepEqual(result, { sameBytes: true, sameText: true, code: 4321, wasClean: true, extensions: '' });
      });
    }

    test('lets the page of another origin in, which only the echo does', async () => {
      const stranger = await browser.newPage();
      await stranger.goto(`http://localhost:${board.port}/api/state`);
      const [echo, device] = await stranger.evaluate((host) => Promise.all(['echo', 'ws'].map((path) => new Promise((resolve) => {
        const socket = new WebSocket(`ws://${host}/${path}`);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('close', () => resolve('refused'));
      }))), `127.0.0.1:${board.port}`);
      await stranger.close();
      assert.deepEqual([echo, device], ['open', 'refused']);
    });
  });
});

describe('A board that is switched off', { timeout: 300_000 }, () => {
  for (const [name, WebSocket] of clients) {
    test(`says so to ${name} with 1001`, async () => {
      const board = await startBoard('--echo');
      const socket = await connect(WebSocket, `ws://127.0.0.1:${board.port}/echo`);
      const ended = closed(socket);
      const exit = board.stop();
      const { code, wasClean } = await ended;
      assert.deepEqual([code, wasClean, await exit], [1001, true, 0]);
    });
  }

  test('says so to Chromium with 1001', { skip: withoutBrowser }, async () => {
    const board = await startBoard('--echo');
    const browser = await launch();
    let page;
    try {
      page = await browser.newPage();
      await page.goto(`${board.origin}/api/state`);
      await page.evaluate(() => new Promise((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/echo`);
        window.ended = new Promise((end) => socket.addEventListener('close', ({ code, wasClean }) => end([code, wasClean])));
        socket.addEventListener('open', resolve);
      }));
      const exit = board.stop();
      assert.deepEqual(await page.evaluate(() => window.ended), [1001, true]);
      assert.equal(await exit, 0);
    } finally {
      await page?.close();
      await board.stop();
    }
  });
});

/** Text of so many bytes, most of its characters three bytes long. */
function textOf(size) {
  return '漢'.repeat(size / 3) + 'x'.repeat(size % 3);
}

async function connect(WebSocket, url, ...more) {
  const socket = new WebSocket(url, ...more);
  socket.binaryType = 'arraybuffer';
  // What goes wrong shows in the close event that follows.
  socket.addEventListener('error', () => {});
  await event(socket, 'open');
  return socket;
}

/** The data of the next message. */
async function next(socket) {
  return (await event(socket, 'message')).data;
}

/** The event that ends the connection. */
function closed(socket) {
  return event(socket, 'close');
}

async function end(socket) {
  if (socket.readyState !== socket.CLOSED) {
    const ended = closed(socket);
    socket.close();
    await ended;
  }
}

function event(socket, type) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No ${type} came.`)), patience);
    const finish = (action) => {
      clearTimeout(timer);
      socket.removeEventListener(type, hear);
      socket.removeEventListener('close', close);
      action();
    };
    const hear = (heard) => finish(() => resolve(heard));
    const close = (heard) => finish(() => (type === 'close' ? resolve(heard) : reject(new Error(`The connection ended with ${heard.code} ${heard.reason}`))));
    if (type !== 'close') {
      socket.addEventListener(type, hear);
    }
    socket.addEventListener('close', close);
  });
}
