import type { Channel } from '../protocol';

const abbreviations = new Set(['adc', 'co2', 'cpu', 'dac', 'led', 'pir', 'pwm', 'ram', 'rgb', 'rssi']);

/** What people call a channel: its name, or its id made readable. */
export function labelOf({ id, name }: Channel): string {
  return name || labelOfId(id);
}

/** "light-sensor" is "Light sensor", "led2" is "LED 2". */
function labelOfId(id: string): string {
  const words = id
    .split(/[-_.\s]+/)
    .filter((word) => word !== '')
    .map(readable)
    .join(' ');
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1);
}

function readable(word: string): string {
  if (abbreviations.has(word)) {
    return word.toUpperCase();
  }
  const [, name = word, number = ''] = /^([a-z]{2,})(\d+)$/.exec(word) ?? [];
  return number === '' ? word : `${abbreviations.has(name) ? name.toUpperCase() : name} ${number}`;
}
