// A board that does what a test says, behind the real page: its WebSocket is answered here, in the test.

/** What the simulated board has, shortened. */
export const channels = [
  { id: 'led', kind: 'output', unit: '', value: 0 },
  { id: 'door', kind: 'input', unit: '', name: 'Front door', value: 0, edges: 3 },
  { id: 'pot', kind: 'analog', unit: 'mV', value: 1650, min: 0, max: 3300 },
  { id: 'light', kind: 'analog', unit: '%', value: 40, min: 0, max: 100 },
  { id: 'uptime', kind: 'system', unit: 'ms', value: 1000 },
];

/**
 * Answers the page's WebSocket. History and round trips are answered at once, other commands by `onCommand`, or not at all.
 * @param {import('playwright-core').Page} page
 */
export async function fakeBoard(page, { list = channels, interval = 100, hello = {}, onCommand = () => {}, history = null } = {}) {
  const board = {
    /** The page's last connection. */
    socket: null,
    connections: 0,
    commands: [],
    /** When to refuse connections, as a board without power. */
    isAway: false,
    /** The code that a refused connection is closed with. */
    away: 1011,
    interval,
    /** Its channels, as it says when it greets next. */
    list,
    /** What it keeps of the past, if anything. */
    history,
    t: 60_000,
    send: (message) => board.socket?.send(JSON.stringify(message)),
    /** Sends the next sample. */
    sample(v = board.list.map(({ value }) => value), steps = 1) {
      board.t += steps * interval;
      board.send({ type: 'sample', seq: board.t / interval, t: board.t, v });
    },
    samples(count, row) {
      for (let i = 0; i < count; i++) {
        board.sample(row?.(i));
      }
    },
    ack: (id) => board.send({ type: 'ack', id }),
    refuse: (id, code) => board.send({ type: 'error', id, code, message: `the board's own words for ${code}` }),
    /** Sends samples by itself from now on, so that the page does not turn stale. */
    run() {
      const timer = setInterval(() => board.sample(), interval);
      page.once('close', () => clearInterval(timer));
      return () => clearInterval(timer);
    },
    /** The next command that is neither the history nor a round trip. */
    async command() {
      while (board.commands.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return board.commands.shift();
    },
  };

  await page.routeWebSocket('**/ws', (socket) => {
    board.connections++;
    if (board.isAway) {
      socket.close({ code: board.away });
      return;
    }
    board.socket = socket;
    socket.onMessage((text) => {
      const command = JSON.parse(text);
      if (command.cmd === 'history') {
        if (board.history) {
          board.send({ type: 'history', id: command.id, ...board.history });
        }
        board.ack(command.id);
      } else if (command.cmd === 'subscribe') {
        board.ack(command.id);
      } else {
        board.commands.push(command);
        onCommand(command, board);
      }
    });
    board.send({ type: 'hello', board: 'fake board', firmware: '9.9.9', interval, channels: board.list, ...hello });
    board.sample();
  });
  return board;
}

/** Answers /api/session as a board with a password does. `session` is what it says; a test may change it. */
export async function fakeSession(page, session, answer = () => ({ status: 401, json: { code: 'wrong-password', message: '' } })) {
  const requests = [];
  await page.route('**/api/session', async (route) => {
    const request = route.request();
    requests.push({ method: request.method(), body: request.postData() });
    await route.fulfill(request.method() === 'GET' ? { json: session } : answer(request));
  });
  return requests;
}
