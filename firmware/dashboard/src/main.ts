/*
 * Hooks for tests. They stay as they are when the looks change.
 *   html[data-link]             connecting | live | stale | reconnecting | refused | signin
 *   [role=status][data-state]   the connection pill, with the same values
 *   [data-board] [data-address] [data-firmware] [data-round-trip] [data-dropped]
 *   [data-notice]               what is wrong with the connection; [data-next-try] when the next attempt comes
 *   [data-channel="led"]        a card, or a line of the board's figures; also [data-kind="output"]
 *     [data-value]              the value as text; the attribute has the board's number, empty when there is none
 *     [data-on]                 on the card of an input or output that is not 0
 *     [data-edges] [data-changed]  of an input: how often it has changed, and when last
 *     [data-pending]            on the card of an output whose command has no answer yet
 *     [role=switch]             with aria-checked and aria-disabled
 *     [data-pulse-length]       the field for the length of a pulse
 *     [role=meter]              with aria-valuenow, aria-valuemin and aria-valuemax
 *     [data-error]              why the last command failed, or empty
 *     [data-slider] [data-number]  of a number: the slider and the field
 *     [data-alert]              on the card of a value beyond its limits
 *   [data-section="output"]     a section that folds, or a group by its name
 *   [data-manage]               opens [data-owner]: [data-tab="settings"], [data-setting="interval"], [data-save] …
 *   [data-plot]                 with [data-held] and [data-zoomed]; [data-readout], [data-windows], [data-chip="led"]
 */

import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/page.css';
import './style/cards.css';
import './style/plot.css';
import { Alerts } from './data/alerts';
import { createCommands } from './data/commands';
import { createOutputs } from './data/outputs';
import { createRecorder } from './data/recorder';
import { lastChange } from './data/recording';
import { type Link, applyEvent, applyHello, applySample, createState, isUsable } from './data/state';
import { formatTime, formatValue, joined } from './i18n/format';
import { labelOf } from './i18n/label';
import { followLanguage, strings } from './i18n/language';
import { connect } from './link/connection';
import { watchFreshness } from './link/freshness';
import { createGapCounter, noteRoundTrip } from './link/quality';
import { askNotices, askSession, signOut } from './link/session';
import { type Hello, type Sample, parseMessage } from './protocol';
import { recall } from './preferences';
import { followTheme } from './theme';
import { type BoardView, createBoardView } from './ui/board-view';
import { element, oncePerFrame, setAttribute } from './ui/dom';
import { type Header, createHeader } from './ui/header';
import { type Notice, createNotice } from './ui/notice';
import { createSettings } from './ui/settings';
import { type SignIn, createSignIn } from './ui/sign-in';

const state = createState();

const gaps = createGapCounter(state.quality);
const recorder = createRecorder({ filled: noteLastChanges });
const commands = createCommands((text) => connection.send(text));
const outputs = createOutputs(commands, () => redraw());

const alerts = new Alerts(state.alerts, ({ reading, isOut, value }) => {
  const { channel } = reading;
  if (isOut && 'Notification' in window && Notification.permission === 'granted' && recall('notify') !== null) {
    new Notification(state.board?.name ?? 'nano', { body: `${labelOf(channel)}: ${joined(formatValue(value, channel.kind, channel.unit, channel.decimals))}, ${strings.aboveLimit}`, tag: channel.id });
  }
});

const freshness = watchFreshness({
  stale: () => setLink('stale'),
  dead: () => connection.renew(),
});

// -- What is seen -----------------------------------------------------------------------------------------------------------------

let header: Header;
let notice: Notice;
let board: BoardView;
let signIn: SignIn;
let waiting: HTMLElement;
let content: HTMLElement;

const redraw = oncePerFrame(() => {
  setAttribute(document.documentElement, 'data-link', state.link);
  header.draw(state);
  notice.draw(state);
  const wanted = state.asksPassword ? signIn.element : state.board ? board.element : waiting;
  if (wanted !== content) {
    content.replaceWith(wanted);
    content = wanted;
    signIn.shown(state);
  }
  if (content === board.element) {
    board.draw(state);
  }
});

function askPassword(asks: boolean): void {
  state.asksPassword = asks;
  redraw();
}

/** Makes everything in the language that is chosen now. */
function mount(): void {
  const wasOpen = document.querySelector('dialog')?.open ?? false;
  const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : '';
  document.documentElement.lang = strings.language;
  const settings = createSettings({ manage, canRead: () => isUsable(state.link), canSignOut: () => state.canSignOut, signOut: endSession, chooseTheme: (theme) => chooseTheme(theme) });
  notice = createNotice(() => connection.open(), () => askPassword(true));
  header = createHeader(settings.open, notice.element);
  board?.destroy();
  board = createBoardView({ outputs, recorder, redraw });
  signIn = createSignIn(
    () => {
      askPassword(false);
      connection.open();
    },
    () => askPassword(false),
  );
  content = waiting = element('main', {}, element('p', { class: 'empty' }, strings.waiting));
  document.body.replaceChildren(header.element, content, settings.element);
  if (wasOpen) {
    settings.open();
    settings.element.querySelector<HTMLInputElement>(`input[value="${focused}"]`)?.focus();
  }
  redraw();
}

// -- What happens -----------------------------------------------------------------------------------------------------------------

const connection = connect(new URL('ws', document.baseURI).href.replace('http', 'ws'), {
  received,
  trying() {
    // Also where somebody asked for it while there was a connection.
    commands.abandon();
    state.retryAt = null;
    redraw();
  },
  waiting(waiting) {
    freshness.stop();
    gaps.restart();
    commands.abandon();
    state.reason = 'reason' in waiting ? waiting.reason : null;
    state.retryAt = 'until' in waiting ? waiting.until : null;
    state.link = waiting.kind;
    if (waiting.kind === 'signin') {
      state.canSignOut = false;
      state.asksPassword = true;
    }
    redraw();
  },
});

// A wall has no use for the header.
document.documentElement.dataset['view'] = new URLSearchParams(location.search).get('view') ?? '';
followLanguage(mount);
const chooseTheme = followTheme(() => {
  board.recolor();
  redraw();
});

// The seconds to the next attempt, and to the next measurement of the round trip.
setInterval(() => {
  if (state.retryAt !== null) {
    redraw();
  }
}, 250);
setInterval(() => {
  if (state.link === 'live' && !document.hidden) {
    measureRoundTrip();
  }
}, 5_000);

function received(text: string): void {
  const message = parseMessage(text);
  switch (message?.type) {
    case 'hello':
      greeted(message);
      break;
    case 'sample':
      sampled(message);
      break;
    case 'event':
      applyEvent(state, message);
      break;
    case 'history':
      recorder.history(message);
      break;
    case 'ack':
      commands.answered(message.id, null);
      break;
    case 'error':
      commands.answered(message.id, message);
      break;
    default:
      console.warn('Not a message of this protocol:', text);
  }
  redraw();
}

function greeted(hello: Hello): void {
  const before = state.board?.readings;
  applyHello(state, hello);
  connection.settled();
  freshness.heard(hello.interval);
  gaps.restart();
  recorder.begin(hello.channels.length, hello.interval, state.board?.readings === before);
  void learnSession();
  void learnNotices();
  commands.send({ cmd: 'history' }, () => {
    recorder.complete();
    // Samples that were due while the past was sent are not lost: the past has their place.
    gaps.restart();
    // Not while the page is busy with drawing all of that.
    setTimeout(measureRoundTrip, 1_000);
  });
}

/** Who controls a board with a password has a session, which can be ended. */
async function learnSession(): Promise<void> {
  const session = await askSession();
  state.canSignOut = session !== null && session.password && session.control;
}

/** A board with one connection left has none for this once the samples have it: then what it said before holds. */
async function learnNotices(): Promise<void> {
  state.notices = (await askNotices()) ?? state.notices;
  redraw();
}

function sampled(sample: Sample): void {
  if (state.board && applySample(state, sample)) {
    freshness.heard(state.board.interval);
    gaps.next(sample.seq);
    recorder.sample(sample);
    state.board.readings.forEach((reading) => alerts.look(reading));
  }
}

/** Asks for what this page has anyway, all channels: the answer is short and comes at once. A refusal is an answer too. */
function measureRoundTrip(): void {
  commands.send({ cmd: 'subscribe' }, (failure, milliseconds) => {
    if (!failure || (failure.code !== 'lost' && failure.code !== 'no-answer' && failure.code !== 'not-connected')) {
      noteRoundTrip(state.quality, milliseconds);
      redraw();
    }
  });
}

/** The past says when an input last changed, before this page was told. */
function noteLastChanges(isRestarted: boolean): void {
  for (const reading of state.board?.readings ?? []) {
    if (reading.channel.kind === 'input') {
      reading.changedAt = (isRestarted ? null : reading.changedAt) ?? lastChange(recorder.recording, reading.index);
    }
  }
}

function setLink(link: Link): void {
  if (state.link !== link) {
    state.link = link;
    redraw();
  }
}

/** The owner's part is a file of its own, which is loaded when it is opened. */
async function manage(): Promise<void> {
  document.querySelector('dialog')?.close();
  const address = new URL('assets/owner.js', document.baseURI).href;
  try {
    const { openOwner } = (await (import.meta.env.DEV ? import('./owner/main') : import(/* @vite-ignore */ address))) as typeof import('./owner/main');
    openOwner({ strings, alerts, readings: () => state.board?.readings ?? [], label: ({ channel }) => labelOf(channel), text: ({ channel }, value) => joined(formatValue(value, channel.kind, channel.unit, channel.decimals)), time: formatTime, reconnect: () => connection.open() });
  } catch {
    alert(strings.errors['not-connected']);
  }
}

async function endSession(): Promise<void> {
  if (await signOut()) {
    document.querySelector('dialog')?.close();
    connection.open();
  }
}
