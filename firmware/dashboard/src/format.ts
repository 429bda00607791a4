import type { Value } from './protocol';
import { strings } from './strings';

/** A figure and its unit. A duration has two. */
export interface Part {
  readonly figure: string;
  readonly unit: string;
}

const integer = new Intl.NumberFormat(strings.language, { maximumFractionDigits: 2, useGrouping: 'min2' });
const tenths = new Intl.NumberFormat(strings.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const isMicroseconds = (unit: string): boolean => unit === '\u00b5s' || unit === '\u03bcs';

export const missing: readonly Part[] = [{ figure: strings.missing, unit: '' }];

export function formatNumber(value: number): string {
  return integer.format(value);
}

/** The state of a pin. */
export function formatSwitch(value: Value): readonly Part[] {
  return value === null ? missing : [{ figure: value === 0 ? strings.off : strings.on, unit: '' }];
}

/** A measurement, in the unit the board names. */
export function formatMeasurement(value: Value, unit: string): readonly Part[] {
  return value === null ? missing : [{ figure: formatNumber(value), unit }];
}

/** A figure about the board itself, in the unit that reads best. */
export function formatSystem(value: Value, unit: string): readonly Part[] {
  if (value === null) {
    return missing;
  }
  if (unit === 'ms') {
    return formatDuration(value);
  }
  if (unit === 'B') {
    return [formatBytes(value)];
  }
  if (isMicroseconds(unit) && value >= 10_000) {
    return [{ figure: tenths.format(value / 1_000), unit: 'ms' }];
  }
  return formatMeasurement(value, unit);
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
  if (bytes < 1_048_576) {
    return { figure: tenths.format(bytes / 1_024), unit: 'KiB' };
  }
  return { figure: tenths.format(bytes / 1_048_576), unit: 'MiB' };
}
