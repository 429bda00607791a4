const abbreviations = new Set(['adc', 'co2', 'cpu', 'dac', 'led', 'pir', 'pwm', 'ram', 'rgb', 'rssi']);

/** A readable name for a channel: "light-sensor" is "Light sensor", "led2" is "LED 2". */
export function labelOf(id: string): string {
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
