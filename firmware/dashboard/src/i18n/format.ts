import type { Value } from '../protocol';
import { followLanguage, strings } from './language';

/** A figure and its unit. A duration has two. */
export interface Part {
  readonly figure: string;
  readonly unit: string;
}

let integer: Intl.NumberFormat;
let tenths: Intl.NumberFormat;
let clock: Intl.DateTimeFormat;
let preciseClock: Intl.DateTimeFormat;

followLanguage(() => {
  const { language } = strings;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  integer = new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: 'min2' });
  tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  clock = new Intl.DateTimeFormat(language, time);
  preciseClock = new Intl.DateTimeFormat(language, { ...time, fractionalSecondDigits: 3 });
});

const isMicroseconds = (unit: string): boolean => unit === '\u00b5s' || unit === '\u03bcs';

export function formatNumber(value: number): string {
  return integer.format(value);
}

/** A number with all its decimals. */
export function formatFixed(value: number, decimals: number): string {
  return decimals === 0 ? formatNumber(value) : new Intl.NumberFormat(strings.language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: 'min2' }).format(value);
}

/** Milliseconds since the epoch as the time of day. */
export function formatTime(date: number, precise = false): string {
  return (precise ? preciseClock : clock).format(date);
}

/** A channel's value as its card shows it. */
export function formatValue(value: Value, kind: string, unit: string, decimals = 0): readonly Part[] {
  if (value === null) {
    return [{ figure: strings.missing, unit: '' }];
  }
  switch (kind) {
    case 'input':
    case 'output':
      return [{ figure: value === 0 ? strings.off : strings.on, unit: '' }];
    case 'analog':
    case 'number':
      return [{ figure: formatFixed(value, decimals), unit }];
    default:
      return formatSystem(value, unit);
  }
}

export function joined(parts: readonly Part[]): string {
  return parts.map(({ figure, unit }) => (unit ? `${figure} ${unit}` : figure)).join(' ');
}

/** A figure about the board itself, in the unit that reads best. */
function formatSystem(value: number, unit: string): readonly Part[] {
  if (unit === 'ms') {
    return formatDuration(value);
  }
  if (unit === 'B') {
    return [formatBytes(value)];
  }
  if (isMicroseconds(unit) && value >= 10_000) {
    return [{ figure: tenths.format(value / 1_000), unit: 'ms' }];
  }
  return [{ figure: formatNumber(value), unit }];
}

export function formatDuration(milliseconds: number): readonly Part[] {
  const { day, hour, minute, second } = strings.units;
  const seconds = Math.floor(milliseconds / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) {
    return pair(days, day, hours % 24, hour);
  }
  if (hours > 0) {
    return pair(hours, hour, minutes % 60, minute);
  }
  if (minutes > 0) {
    return pair(minutes, minute, seconds % 60, second);
  }
  return [{ figure: String(seconds), unit: second }];
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): readonly Part[] {
  return [
    { figure: formatNumber(large), unit: largeUnit },
    { figure: String(small), unit: smallUnit },
  ];
}

function formatBytes(bytes: number): Part {
  if (bytes < 1_024) {
    return { figure: String(bytes), unit: 'B' };
  }
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let size = bytes / 1_024;
  let i = 0;
  for (; size >= 1_024 && i < units.length - 1; i++) {
    size /= 1_024;
  }
  return { figure: tenths.format(size), unit: units[i]! };
}
