import type { Channel, Hello, InputEvent, Sample, Value } from './protocol';

export type Link = 'connecting' | 'live' | 'stale' | 'reconnecting';

/** One channel as the page shows it. */
export interface Reading {
  readonly channel: Channel;
  /** What the board last said. */
  value: Value;
  /** What a command on its way asks for. */
  wanted: number | null;
  /** Why the last command failed, or empty. */
  error: string;
}

export interface Board {
  name: string;
  firmware: string;
  interval: number;
  readings: readonly Reading[];
}

export interface State {
  link: Link;
  /** Null until the first hello. */
  board: Board | null;
}

export function createState(): State {
  return { link: 'connecting', board: null };
}

/** Readings of a board that comes back unchanged stay the same objects, so its cards stay too, and with them the keyboard's focus. */
export function applyHello(state: State, hello: Hello): void {
  const known = state.board?.readings ?? [];
  const readings = sameChannels(known, hello.channels) ? known : hello.channels.map(createReading);
  readings.forEach((reading, i) => {
    reading.value = hello.channels[i]?.value ?? null;
  });
  state.board = { name: hello.board, firmware: hello.firmware, interval: hello.interval, readings };
  state.link = 'live';
}

/** False when the sample is not of this board's channels. */
export function applySample(state: State, sample: Sample): boolean {
  const readings = state.board?.readings;
  if (!readings || readings.length !== sample.v.length) {
    return false;
  }
  readings.forEach((reading, i) => {
    reading.value = sample.v[i] ?? null;
  });
  state.link = 'live';
  return true;
}

export function applyEvent(state: State, event: InputEvent): void {
  const reading = state.board?.readings.find(({ channel }) => channel.id === event.channel);
  if (reading) {
    reading.value = event.value;
  }
}

export function isUsable(link: Link): boolean {
  return link === 'live' || link === 'stale';
}

/** What to show: a command on its way is shown as done until the board says otherwise. */
export function shown(reading: Reading): Value {
  return reading.wanted ?? reading.value;
}

function createReading(channel: Channel): Reading {
  return { channel, value: channel.value, wanted: null, error: '' };
}

function sameChannels(readings: readonly Reading[], channels: readonly Channel[]): boolean {
  return (
    readings.length === channels.length &&
    readings.every(({ channel }, i) => JSON.stringify({ ...channel, value: null }) === JSON.stringify({ ...channels[i], value: null }))
  );
}
