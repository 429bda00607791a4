// What node's HTTP parser, llhttp, makes of bytes. Each line of standard input is the Base64 of all that one client sends
// before it ends; for each, in order, a line of JSON goes to standard output:
//   messages  the requests: method, url, version, fields as [name, value, name, …], body in Base64,
//             persists (whether the connection does), upgrade (whether the protocol changes) and whole (whether its body came whole)
//   end       "done" when nothing is left over, "partial" when more should have followed, "refused" when node said no
//   code      why it said no
// Behind a request that changes the protocol or ends the connection nothing is looked at.
import http from 'node:http';
import { Duplex } from 'node:stream';
import { createInterface } from 'node:readline';

class Client extends Duplex {
  constructor(bytes) {
    super();
    this.bytes = bytes;
    this.messages = [];
    this.answers = '';
    this.code = null;
    this.refusedAt = Infinity;
    this.partial = false;
  }

  _read() {
    const bytes = this.bytes;
    if (bytes !== null) {
      this.bytes = null;
      this.push(bytes);
    }
  }

  _write(chunk, encoding, done) {
    this.answers += chunk.toString('latin1');
    done();
  }

  refuse(code, message) {
    if (this.code === null) {
      this.code = code;
      this.refusedAt = message;
    }
  }

  add(request, persists, upgrade) {
    const pieces = [];
    this.messages.push({ request, persists, upgrade, pieces });
    return pieces;
  }

  report() {
    const refusal = this.answers.indexOf('HTTP/1.1 400 ');
    if (refusal >= 0) {
      // node looks for Host after its parser, and answers by itself; every request before was answered 200.
      this.refusedAt = Math.min(this.refusedAt, this.answers.slice(0, refusal).split('HTTP/1.1 200 ').length - 1);
      this.code = 'MISSING_HOST';
    }

    const messages = [];
    for (const { request, persists, upgrade, pieces } of this.messages.slice(0, this.refusedAt)) {
      const whole = upgrade || request.complete;
      messages.push({
        method: request.method,
        url: request.url,
        version: request.httpVersion,
        fields: request.rawHeaders,
        body: Buffer.concat(pieces).toString('base64'),
        persists,
        upgrade,
        whole,
      });
      if (whole && !persists) {
        return { messages, end: 'done' };
      }
    }

    return this.code !== null ? { messages, end: 'refused', code: this.code } : { messages, end: this.partial ? 'partial' : 'done' };
  }
}

function onRequest(request, response) {
  const pieces = request.socket.add(request, response.shouldKeepAlive, false);
  request.on('error', () => {});
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => response.end());
}

function onUpgrade(request, client) {
  if (request.httpVersion === '1.1' && request.headers.host === undefined) {
    // node looks for Host only in requests that it answers itself.
    client.refuse('MISSING_HOST', client.messages.length);
  } else {
    client.add(request, false, true);
  }
}

const server = http.createServer({ insecureHTTPParser: false, requireHostHeader: true, maxHeaderSize: 1 << 20, requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 });
server.maxHeadersCount = 0;
server.on('request', onRequest);
server.on('checkContinue', onRequest);
server.on('checkExpectation', (request) => {
  request.socket.refuse('EXPECTATION', request.socket.messages.length);
});
server.on('upgrade', onUpgrade);
server.on('connect', onUpgrade);
server.on('clientError', (error, client) => {
  if (error.code === 'HPE_INVALID_EOF_STATE') {
    client.partial = true;
  } else {
    client.refuse(error.code ?? String(error), client.messages.length);
  }
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

for await (const line of createInterface({ input: process.stdin })) {
  const client = new Client(Buffer.from(line, 'base64'));
  client.on('error', () => {});
  server.emit('connection', client);
  await turn();
  await turn();
  client.push(null);
  await turn();
  await turn();
  const report = JSON.stringify(client.report());
  client.destroy();
  if (!process.stdout.write(report + '\n')) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

server.close();
