// Clients of other makes: ws, undici, and fetch.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { WebSocket as UndiciWebSocket } from 'undici';
import WsWebSocket from 'ws';
import { patience, useBoard } from './support/simulator.js';

describe('The board', { timeout: 300_000 }, () => {
  const board = useBoard('--echo');
  const open = (WebSocket, path, protocols) => connect(WebSocket, `ws://127.0.0.1:${board.port}${path}`, protocols);

  for (const [name, WebSocket] of [['ws', WsWebSocket], ['undici', UndiciWebSocket]]) {
    for (const protocol of ['nano.v1.json', null]) {
      test(`greets ${name} ${protocol ? 'with' : 'without'} a subprotocol, samples and obeys`, async () => {
        const socket = await open(WebSocket, '/ws', protocol);
        assert.equal(socket.protocol, protocol ?? '');

        const hello = await socket.next();
        assert.equal(hello.type, 'hello');
        assert.equal(hello.interval, 100);
        const led = hello.channels.findIndex(({ id }) => id === 'led');
        assert.equal(hello.channels[led].kind, 'output');

        const first = await socket.nextOf('sample');
        assert.equal(first.v.length, hello.channels.length);

        const from = board.said;
        for (const value of [1, 0]) {
          socket.send({ id: 7 + value, cmd: 'set', channel: 'led', value });
          assert.deepEqual(await socket.nextOf('ack'), { type: 'ack', id: 7 + value });
          await board.line(new RegExp(`^GPIO2 LED ${value ? 'on' : 'off'}$`), from);
          let sample;
          do {
            sample = await socket.nextOf('sample');
          } while (sample.v[led] !== value);
        }

        socket.send({ id: 9, cmd: 'set', channel: 'no-such-channel', value: 1 });
        const { id, code, message } = await socket.nextOf('error');
        assert.deepEqual([id, code, typeof message], [9, 'unknown-channel', 'string']);

        assert.equal(await socket.close(), 1000);
      });
    }

    for (const size of [0, 125, 126, 65_535, 65_536, 1_048_576]) {
      test(`sends ${name} its ${size} bytes back`, async () => {
        const socket = await open(WebSocket, '/echo', null);
        const bytes = Uint8Array.from({ length: size }, (_, index) => index % 251);
        socket.raw.send(bytes);
        assert.ok(Buffer.from(await socket.nextRaw()).equals(bytes));
        const text = 'ß'.repeat(size / 2);
        socket.raw.send(text);
        assert.equal(String(await socket.nextRaw()), text);
        assert.equal(await socket.close(), 1000);
      });
    }
  }

  test('chooses its subprotocol among several', async () => {
    const socket = await open(WsWebSocket, '/ws', ['nano.v9.cbor', 'nano.v1.json']);
    assert.equal(socket.protocol, 'nano.v1.json');
    assert.equal((await socket.next()).type, 'hello');
    assert.equal(await socket.close(), 1000);
  });

  test('refuses the page of another origin', async () => {
    const socket = new WsWebSocket(`ws://127.0.0.1:${board.port}/ws`, 'nano.v1.json', { origin: 'http://elsewhere.example' });
    const status = await new Promise((resolve, reject) => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.on('open', () => reject(new Error('It was let in.')));
      socket.on('error', () => {});
    });
    assert.equal(status, 403);
    socket.terminate();
  });

  test('answers fetch over one connection again and again', async () => {
    for (let i = 0; i < 50; i++) {
      const state = await fetch(`${board.origin}/api/state`);
      assert.equal(state.status, 200);
      assert.ok(Array.isArray((await state.json()).channels));
    }
  });
});

/** A socket whose messages can be awaited, in their order. */
async function connect(WebSocket, url, protocols) {
  const raw = protocols === null ? new WebSocket(url) : new WebSocket(url, protocols);
  raw.binaryType = 'arraybuffer';
  const arrived = [];
  let wanted = null;
  let ended = null;
  const give = () => {
    if (wanted && arrived.length > 0) {
      wanted.resolve(arrived.shift());
      wanted = null;
    } else if (wanted && ended) {
      wanted.reject(ended);
      wanted = null;
    }
  };
  const closed = new Promise((resolve) => {
    raw.addEventListener('close', ({ code }) => {
      ended = new Error(`The connection ended with ${code}.`);
      give();
      resolve(code);
    });
  });
  raw.addEventListener('message', ({ data }) => {
    arrived.push(data);
    give();
  });
  await new Promise((resolve, reject) => {
    raw.addEventListener('open', resolve);
    raw.addEventListener('error', ({ error, message }) => reject(error ?? new Error(message)));
  });

  const socket = {
    raw,
    protocol: raw.protocol,
    send: (message) => raw.send(JSON.stringify(message)),
    nextRaw() {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('No message came.')), patience);
        wanted = {
          resolve(data) {
            clearTimeout(timer);
            resolve(data);
          },
          reject(error) {
            clearTimeout(timer);
            reject(error);
          },
        };
        give();
      });
    },
    async next() {
      return JSON.parse(await socket.nextRaw());
    },
    async nextOf(type) {
      let message;
      do {
        message = await socket.next();
      } while (message.type !== type);
      return message;
    },
    close() {
      raw.close(1000);
      return closed;
    },
  };
  return socket;
}
