// A live board against the schemas of firmware/asyncapi.yaml: every message it sends, and every example of the document.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import * as cbor from 'cborg';
import WebSocket from 'ws';
import { parse } from 'yaml';
import { patience, useBoard } from './support/simulator.js';

const document = parse(readFileSync(new URL('../../firmware/asyncapi.yaml', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true, allErrors: true });
ajv.addVocabulary(['asyncapi', 'info', 'defaultContentType', 'servers', 'channels', 'operations', 'components']);
ajv.addSchema(document, 'nano');

/** Throws when a value is not what a schema of the document says. */
function check(schema, value) {
  const validate = ajv.getSchema(`nano#/components/schemas/${schema}`);
  assert.ok(validate, `asyncapi.yaml has no schema ${schema}.`);
  assert.ok(validate(value), `${schema}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`);
}

/** Checks a message of the board against the schema of its type. */
function checkMessage(message) {
  check(Array.isArray(message) ? 'cborSample' : message.type, message);
}

const commands = [
  { id: 1, cmd: 'set', channel: 'led', value: 1 },
  { id: 2, cmd: 'pulse', channel: 'relay', ms: 50 },
  { id: 3, cmd: 'interval', ms: 50 },
  { id: 4, cmd: 'state' },
  { id: 5, cmd: 'history' },
  { id: 6, cmd: 'subscribe', channels: ['led', 'pot'] },
  { id: 7, cmd: 'subscribe' },
  { id: 8, cmd: 'toggle', channel: 'led' },
];

const mistakes = {
  'duplicate-member': null,
  malformed: null,
  'too-long': null,
  'missing-member': { id: 21, cmd: 'set' },
  'wrong-type': { id: 22, cmd: 'set', channel: 7, value: 1 },
  'out-of-range': { id: 23, cmd: 'interval', ms: 1 },
  'unknown-command': { id: 24, cmd: 'fly' },
  'unknown-channel': { id: 25, cmd: 'set', channel: 'nothing', value: 1 },
  'not-an-output': { id: 26, cmd: 'set', channel: 'pot', value: 1 },
};

describe('The protocol', { timeout: 300_000 }, () => {
  const board = useBoard('--seed', '1');

  test('every reference of the document leads somewhere', () => {
    const follow = (reference) => {
      let at = document;
      for (const part of reference.slice(2).split('/')) {
        at = at?.[part];
      }
      assert.ok(at, `${reference} leads nowhere.`);
    };
    JSON.stringify(document, (key, value) => {
      if (key === '$ref') {
        follow(value);
      }
      return value;
    });
    assert.match(document.asyncapi, /^3\./);
  });

  test('every example is what its schema says', () => {
    for (const [name, message] of Object.entries(document.components.messages)) {
      const schema = message.payload.$ref.split('/').pop();
      assert.ok(message.examples.length > 0, `${name} has no example.`);
      for (const { payload } of message.examples) {
        check(schema, payload);
      }
    }
  });

  test('what is wrong is not what a schema says', () => {
    const wrong = [
      ['sample', { type: 'sample', seq: 1, t: 2 }],
      ['sample', { type: 'sample', seq: 1.5, t: 2, v: [] }],
      ['event', { type: 'event', t: 1, channel: 'Button', value: 1, edges: 1 }],
      ['error', { type: 'error', id: 1, code: 'oops', message: '' }],
      ['channel', { id: 'pot', kind: 'analog', unit: '', value: 1 }],
      ['set', { id: 1, cmd: 'set', channel: 'led', value: 'on' }],
      ['setInterval', { cmd: 'interval', ms: 19 }],
    ];
    for (const [schema, value] of wrong) {
      assert.throws(() => check(schema, value), assert.AssertionError, `${schema} ${JSON.stringify(value)}`);
    }
  });

  for (const [format, encode, decode] of [
    ['nano.v1.json', JSON.stringify, (data, isBinary) => (assert.ok(!isBinary), JSON.parse(data))],
    ['nano.v1.cbor', cbor.encode, (data, isBinary) => (assert.ok(isBinary), cbor.decode(data))],
  ]) {
    test(`every message in ${format} is what its schema says`, async () => {
      const client = await connect(board, format, decode);
      const [hello] = await client.until((message) => message.type === 'hello');
      assert.ok(hello.channels.length > 5);
      for (const command of commands) {
        client.send(encode(command));
        await client.until((message) => message.type === 'ack' && message.id === command.id);
      }
      for (const [code, command] of Object.entries(mistakes)) {
        if (command) {
          client.send(encode(command));
          await client.until((message) => message.type === 'error' && message.id === command.id && message.code === code);
        }
      }
      client.send(encode({ id: 30, cmd: 'state', more: 'x'.repeat(600) }));
      await client.until((message) => message.code === 'too-long');
      client.send(encode('no map'));
      await client.until((message) => message.code === 'malformed');

      // The button is pressed within six seconds of the start, and the past then has a row at least.
      await client.until((message) => message.type === 'event' || client.seen.has('event'));
      client.send(encode({ id: 40, cmd: 'history' }));
      await client.until((message) => message.type === 'ack' && message.id === 40);
      await client.until((message) => message.type === 'sample' || Array.isArray(message));
      for (const type of ['hello', 'event', 'history', 'ack', 'error', format === 'nano.v1.json' ? 'sample' : 'array']) {
        assert.ok(client.seen.has(type), `No ${type} was seen.`);
      }
      client.close();
    });
  }

  test('the commands of the test are what their schemas say', () => {
    const schemas = { set: 'set', pulse: 'pulse', toggle: 'toggle', interval: 'setInterval', state: 'getState', history: 'getHistory', subscribe: 'subscribe' };
    for (const command of commands) {
      check(schemas[command.cmd], command);
    }
  });

  test('what HTTP tells is what the schemas say', async () => {
    const state = await (await fetch(`${board.origin}/api/state`)).json();
    for (const channel of state.channels) {
      check('channel', channel);
    }
    assert.deepEqual((await (await fetch(`${board.origin}/api/channels`)).json()).channels.map(({ id }) => id), state.channels.map(({ id }) => id));
    check('history', await (await fetch(`${board.origin}/api/history`)).json());
    check('channel', await (await fetch(`${board.origin}/api/channels/led`, { method: 'PUT', body: '{"value":0}' })).json());
    const refused = await fetch(`${board.origin}/api/channels/pot`, { method: 'PUT', body: '{"value":0}' });
    assert.equal(refused.status, 409);
    check('error', { type: 'error', id: 0, ...(await refused.json()) });
  });

  test('the data of server-sent events is what the schemas say', async () => {
    const response = await fetch(`${board.origin}/events?interval=20`);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    let text = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      text += part;
      if (text.split('\n\n').length > 12) {
        break;
      }
    }
    const types = new Set();
    for (const block of text.split('\n\n').slice(0, -1)) {
      const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
      check(fields.event, JSON.parse(fields.data));
      types.add(fields.event);
    }
    assert.ok(types.has('hello') && types.has('sample'));
  });

  test('server-sent events may be chosen by channel, and an unknown one is an error of the table', async () => {
    const response = await fetch(`${board.origin}/events?${new URLSearchParams({ interval: 20, channels: 'pot,led' })}`);
    let text = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      text += part;
      if (text.includes('event: sample') && text.endsWith('\n\n')) {
        break;
      }
    }
    const sample = JSON.parse(text.slice(text.indexOf('data: ', text.indexOf('event: sample')) + 6).split('\n')[0]);
    check('sample', sample);
    assert.equal(sample.v.length, 2);
    const refused = await fetch(`${board.origin}/events?channels=led,pump`);
    assert.equal(refused.status, 404);
    check('error', { type: 'error', id: 0, ...(await refused.json()) });
  });

  test('protocol.md has every code and every command', () => {
    const words = readFileSync(new URL('../../firmware/protocol.md', import.meta.url), 'utf8');
    for (const code of document.components.schemas.error.properties.code.enum) {
      assert.ok(words.includes(`| \`${code}\` |`), `protocol.md lacks ${code}.`);
    }
    for (const { cmd } of commands) {
      assert.ok(words.includes(`### ${cmd}\n`), `protocol.md lacks ${cmd}.`);
    }
  });
});

/** A client that checks every message it gets. */
async function connect(board, format, decode) {
  const socket = new WebSocket(`ws://127.0.0.1:${board.port}/ws`, format);
  const arrived = [];
  const seen = new Set();
  let failure = null;
  let wake = () => {};
  socket.on('message', (data, isBinary) => {
    try {
      const message = decode(data, isBinary);
      checkMessage(message);
      seen.add(Array.isArray(message) ? 'array' : message.type);
      arrived.push(message);
    } catch (error) {
      failure ??= error;
    }
    wake();
  });
  socket.on('error', (error) => {
    failure ??= error;
    wake();
  });
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  assert.equal(socket.protocol, format);
  return {
    seen,
    send: (message) => socket.send(message),
    close: () => socket.close(),
    /** Takes messages up to one that is right. */
    async until(isRight) {
      const end = Date.now() + patience;
      const taken = [];
      for (;;) {
        if (failure) {
          throw failure;
        }
        while (arrived.length > 0) {
          const message = arrived.shift();
          taken.push(message);
          if (isRight(message)) {
            return [message, taken];
          }
        }
        assert.ok(Date.now() < end, `Nothing of ${taken.length} messages was right: ${isRight}`);
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, 1000);
        });
      }
    },
  };
}
