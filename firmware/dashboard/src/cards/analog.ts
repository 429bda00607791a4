import { element, setAttribute } from '../dom';
import { formatMeasurement, formatNumber } from '../format';
import type { Reading } from '../state';
import { strings } from '../strings';
import { type Card, createFrame } from './card';

export function createAnalogCard(reading: Reading): Card {
  const frame = createFrame(reading);
  const { unit, min, max } = reading.channel;
  const meter = min !== null && max !== null && min < max ? createMeter(frame.headingId, min, max) : null;
  if (meter) {
    frame.element.append(...meter.elements);
  }

  return {
    element: frame.element,
    draw() {
      const { value } = reading;
      const parts = formatMeasurement(value, unit);
      frame.value.draw(value, parts);
      meter?.draw(value, value === null ? strings.noReading : `${formatNumber(value)} ${unit}`);
    },
  };
}

function createMeter(labelId: string, min: number, max: number) {
  const fill = element('div', { class: 'fill' });
  const track = element(
    'div',
    { class: 'meter', role: 'meter', 'aria-labelledby': labelId, 'aria-valuemin': String(min), 'aria-valuemax': String(max) },
    fill,
  );
  const range = element(
    'p',
    { class: 'range', 'aria-hidden': 'true' },
    element('span', {}, formatNumber(min)),
    element('span', {}, formatNumber(max)),
  );
  let drawn = NaN;

  return {
    elements: [track, range],
    draw(value: number | null, spoken: string) {
      const inside = Math.min(max, Math.max(min, value ?? min));
      setAttribute(track, 'aria-valuenow', String(inside));
      setAttribute(track, 'aria-valuetext', spoken);
      if (inside !== drawn) {
        drawn = inside;
        fill.style.transform = `scaleX(${((inside - min) / (max - min)).toFixed(4)})`;
      }
    },
  };
}
