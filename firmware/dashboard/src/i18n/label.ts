import type { Channel } from '../protocol';
import { strings } from './language';

const abbreviations = new Set(['adc', 'co2', 'cpu', 'dac', 'led', 'pir', 'pwm', 'ram', 'rgb', 'rssi']);

/** What people call a channel: its name, or its id made readable. */
export function labelOf({ id, name }: Channel): string {
  return name || labelOfId(id);
}

/** "light-sensor" is "Light sensor", "led2" is "LED 2"; words that are usual on boards are those of the language. */
function labelOfId(id: string): string {
  const words = id
    .split(/[-_.\s]+/)
    .filter((word) => word !== '')
    .map(readable)
    .join(' ');
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1);
}

function readable(word: string): string {
  const [, name = word, number = ''] = (!abbreviations.has(word) && /^([a-z]{2,})(\d+)$/.exec(word)) || [];
  const text = abbreviations.has(name) ? name.toUpperCase() : strings.word(name);
  return number === '' ? text : `${text} ${number}`;
}
