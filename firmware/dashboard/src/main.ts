/*
 * Hooks for tests. They stay as they are when the looks change.
 *   html[data-link]             connecting | live | stale | reconnecting
 *   [role=status][data-state]   the connection pill, with the same values
 *   [data-board] [data-firmware]
 *   [data-channel="led"]        a card; also [data-kind="output"]
 *     [data-value]              the value as text; the attribute has the board's number, empty when there is none
 *     [data-on]                 on the card of an input or output that is not 0
 *     [data-pending]            on the card of an output whose command has no answer yet
 *     [role=switch]             with aria-checked and aria-disabled
 *     [role=meter]              with aria-valuenow, aria-valuemin and aria-valuemax
 *     [data-error]              why the last command failed, or empty
 */

import { createBoardView } from './board-view';
import { createCommands } from './commands';
import { connect } from './connection';
import { oncePerFrame, setAttribute } from './dom';
import { watchFreshness } from './freshness';
import { createHeader } from './header';
import { parseMessage } from './protocol';
import { type Link, applyEvent, applyHello, applySample, createState, isUsable } from './state';

const state = createState();

const commands = createCommands({
  send: (command) => connection.send(JSON.stringify(command)),
  changed: () => redraw(),
});

const freshness = watchFreshness({
  stale: () => setLink('stale'),
  dead: () => connection.renew(),
});

const connection = connect(location.origin.replace('http', 'ws') + '/ws', {
  received,
  lost() {
    freshness.stop();
    commands.abandon();
    setLink('reconnecting');
  },
});

const header = createHeader();
const board = createBoardView(commands.set);
document.body.append(header.element, board.element);

const redraw = oncePerFrame(() => {
  setAttribute(document.documentElement, 'data-link', state.link);
  header.draw(state);
  board.draw(state);
});
redraw();

function received(text: string): void {
  const message = parseMessage(text);
  switch (message?.type) {
    case 'hello':
      applyHello(state, message);
      connection.settled();
      freshness.heard(message.interval);
      break;
    case 'sample':
      if (state.board && isUsable(state.link) && applySample(state, message)) {
        freshness.heard(state.board.interval);
      }
      break;
    case 'event':
      applyEvent(state, message);
      break;
    case 'ack':
      commands.acknowledged(message.id);
      break;
    case 'error':
      commands.refused(message.id, message.message || message.code);
      break;
    default:
      console.warn('Not a message of this protocol:', text);
  }
  redraw();
}

function setLink(link: Link): void {
  if (state.link !== link) {
    state.link = link;
    redraw();
  }
}
