import type { Reason } from '../link/connection';
import type { Quality } from '../link/quality';
import type { Channel, Hello, InputEvent, Sample, Value } from '../protocol';

export type Link = 'connecting' | 'live' | 'stale' | 'reconnecting' | 'refused' | 'signin';

/** Why a command failed: a code of the protocol or of this page, and the board's own words for codes this page does not know. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** One channel as the page shows it. */
export interface Reading {
  readonly channel: Channel;
  /** Its place in a sample. */
  readonly index: number;
  /** What the board last said. */
  value: Value;
  /** What a command on its way asks for. */
  wanted: number | null;
  /** Why the last command failed. */
  failure: Failure | null;
  /** Of inputs: how often it has changed since the board started. */
  edges: number | null;
  /** Of inputs: when it last changed, on the board's clock; null when that was before this page knew. */
  changedAt: number | null;
}

export interface Board {
  name: string;
  firmware: string;
  interval: number;
  /** Whether this page may set outputs. */
  control: boolean;
  readings: readonly Reading[];
  /** The board's clock at the last sample or event; null before the first. */
  now: number | null;
}

export interface State {
  link: Link;
  /** Why the board refuses; null unless `link` is `refused`. */
  reason: Reason | null;
  /** When the next attempt begins, on the clock of `performance.now`; null while one is under way. */
  retryAt: number | null;
  /** Null until the first hello. */
  board: Board | null;
  /** Whether there is a session that can be ended. */
  canSignOut: boolean;
  /** Whether the form for the password is shown. */
  asksPassword: boolean;
  /** What the board's start had to do otherwise than its settings ask for: a code, and the board's own words for codes this page does not know. */
  notices: readonly Failure[];
  /** The channels whose values are beyond their limits. */
  readonly alerts: Set<string>;
  readonly quality: Quality;
}

export function createState(): State {
  return { link: 'connecting', reason: null, retryAt: null, board: null, canSignOut: false, asksPassword: false, notices: [], alerts: new Set(), quality: { roundTrip: null, dropped: 0 } };
}

/** Readings of a board that comes back unchanged stay the same objects, so its cards stay too, and with them the keyboard's focus. */
export function applyHello(state: State, hello: Hello): void {
  const known = state.board?.readings ?? [];
  const readings = sameChannels(known, hello.channels) ? known : hello.channels.map(createReading);
  readings.forEach((reading, i) => {
    const { value = null, edges = null } = hello.channels[i] ?? {};
    reading.value = value;
    if (edges !== reading.edges) {
      reading.edges = edges;
      reading.changedAt = null;
    }
  });
  const { board: name, firmware, interval, control } = hello;
  state.board = { name, firmware, interval, control, readings, now: null };
  state.link = 'live';
  state.reason = null;
}

/** False when the sample is not of this board's channels. */
export function applySample(state: State, { t, v }: Sample): boolean {
  const board = state.board;
  if (!board || board.readings.length !== v.length) {
    return false;
  }
  for (const reading of board.readings) {
    reading.value = v[reading.index] ?? null;
  }
  board.now = t;
  state.link = 'live';
  return true;
}

export function applyEvent({ board }: State, { t, channel, value, edges }: InputEvent): void {
  const reading = board?.readings.find((candidate) => candidate.channel.id === channel);
  if (board && reading) {
    reading.value = value;
    if (edges !== null) {
      reading.edges = edges;
      reading.changedAt = t;
    }
    board.now = Math.max(board.now ?? t, t);
  }
}

export function isUsable(link: Link): boolean {
  return link === 'live' || link === 'stale';
}

/** What to show: a command on its way is shown as done until the board says otherwise. */
export function shown(reading: Reading): Value {
  return reading.wanted ?? reading.value;
}

export function isDigital({ kind }: Channel): boolean {
  return kind === 'input' || kind === 'output';
}

function createReading(channel: Channel, index: number): Reading {
  return { channel, index, value: channel.value, wanted: null, failure: null, edges: channel.edges, changedAt: null };
}

function sameChannels(readings: readonly Reading[], channels: readonly Channel[]): boolean {
  const lasting = (channel: Channel | undefined) => JSON.stringify({ ...channel, value: null, edges: null });
  return readings.length === channels.length && readings.every(({ channel }, i) => lasting(channel) === lasting(channels[i]));
}
