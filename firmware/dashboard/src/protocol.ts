/** The messages of `nano.v1.json`. Whatever does not have the right shape is not a message. */

export const subprotocol = 'nano.v1.json';

/** Null when the board could not read the channel. */
export type Value = number | null;

export interface Channel {
  readonly id: string;
  /** `input`, `output`, `analog` or `system`; later boards may have others. */
  readonly kind: string;
  readonly unit: string;
  /** What people call it, or empty. */
  readonly name: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly value: Value;
  /** Where people see it, such as a room, or empty. */
  readonly group: string;
  /** Digits behind the point. */
  readonly decimals: number;
  /** Of numbers: the step between values. */
  readonly step: number;
  /** Of inputs: how often the value has changed since the board started. */
  readonly edges: number | null;
}

export interface Hello {
  readonly type: 'hello';
  readonly board: string;
  readonly firmware: string;
  /** Milliseconds between samples. */
  readonly interval: number;
  readonly channels: readonly Channel[];
  /** Whether this client may set outputs. */
  readonly control: boolean;
}

export interface Sample {
  readonly type: 'sample';
  readonly seq: number;
  /** The board's clock, in milliseconds. */
  readonly t: number;
  /** One value for each channel, in hello's order. */
  readonly v: readonly Value[];
}

/** An input, an output or a number has changed: told at once, between samples. */
export interface InputEvent {
  readonly type: 'event';
  readonly t: number;
  readonly channel: string;
  readonly value: number;
  /** Of inputs. */
  readonly edges: number | null;
}

/** The past: row n is of the time t + n * interval, null when it was not kept. */
export interface History {
  readonly type: 'history';
  readonly t: number;
  readonly interval: number;
  readonly v: readonly (readonly Value[] | null)[];
}

export interface Ack {
  readonly type: 'ack';
  readonly id: number;
}

export interface Refusal {
  readonly type: 'error';
  readonly id: number;
  readonly code: string;
  readonly message: string;
}

export type ServerMessage = Hello | Sample | InputEvent | History | Ack | Refusal;

/** What a command says; its `id` is added when it is sent. */
export type Command =
  | { readonly cmd: 'set'; readonly channel: string; readonly value: number }
  | { readonly cmd: 'pulse'; readonly channel: string; readonly ms: number }
  | { readonly cmd: 'history' }
  | { readonly cmd: 'subscribe' };

export function parseMessage(text: string): ServerMessage | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(message)) {
    return null;
  }
  switch (message['type']) {
    case 'hello':
      return parseHello(message);
    case 'sample':
      return parseSample(message);
    case 'event':
      return parseEvent(message);
    case 'history':
      return parseHistory(message);
    case 'ack':
      return parseAck(message);
    case 'error':
      return parseRefusal(message);
    default:
      return null;
  }
}

function parseHello({ board, firmware, interval, channels, control }: Members): Hello | null {
  if (!isString(board) || !isString(firmware) || !isNumber(interval) || interval <= 0 || !Array.isArray(channels)) {
    return null;
  }
  const parsed: Channel[] = [];
  for (const item of channels) {
    const channel = parseChannel(item);
    if (!channel || parsed.some((other) => other.id === channel.id)) {
      return null;
    }
    parsed.push(channel);
  }
  return { type: 'hello', board, firmware, interval, channels: parsed, control: control !== false };
}

function parseChannel(item: unknown): Channel | null {
  if (!isObject(item)) {
    return null;
  }
  const { id, kind, value, unit = '', name = '', group = '', min = null, max = null, edges = null, decimals = 0, step = 10 ** -Number(decimals) } = item;
  return isString(id) && id !== '' && isString(kind) && isString(unit) && isString(name) && isString(group) && isValue(min) && isValue(max) && isValue(value) && isValue(edges) && isNumber(decimals) && isNumber(step)
    ? { id, kind, unit, name, group, decimals, step, min, max, value, edges }
    : null;
}

function parseSample({ seq, t, v }: Members): Sample | null {
  return isNumber(seq) && isNumber(t) && isRow(v) ? { type: 'sample', seq, t, v } : null;
}

function parseEvent({ t, channel, value, edges = null }: Members): InputEvent | null {
  return isNumber(t) && isString(channel) && isNumber(value) && isValue(edges) ? { type: 'event', t, channel, value, edges } : null;
}

function parseHistory({ t, interval, v }: Members): History | null {
  return isNumber(t) && isNumber(interval) && interval > 0 && Array.isArray(v) && v.every((row) => row === null || isRow(row))
    ? { type: 'history', t, interval, v }
    : null;
}

function parseAck({ id }: Members): Ack | null {
  return isNumber(id) ? { type: 'ack', id } : null;
}

function parseRefusal({ id, code, message }: Members): Refusal | null {
  return isNumber(id) && isString(code) && isString(message) ? { type: 'error', id, code, message } : null;
}

type Members = Record<string, unknown>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isValue(value: unknown): value is Value {
  return value === null || isNumber(value);
}

function isRow(value: unknown): value is readonly Value[] {
  return Array.isArray(value) && value.every(isValue);
}
