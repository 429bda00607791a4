import type { Reading } from '../../data/state';
import { formatFixed, formatNumber } from '../../i18n/format';
import { strings } from '../../i18n/language';
import { colorClass } from '../../plot/colors';
import { createSparkline } from '../../plot/sparkline';
import { element, setAttribute } from '../dom';
import { type Card, createFrame } from './card';

/** `color`: the place of its curve's colour. */
export function createAnalogCard(reading: Reading, color: number): Card {
  const frame = createFrame(reading);
  const { unit, min, max, decimals } = reading.channel;
  const meter = min !== null && max !== null && min < max ? createMeter(frame.headingId, min, max) : null;
  const spark = createSparkline(reading);
  frame.element.classList.add(colorClass(color));
  frame.element.append(spark.element, ...(meter?.elements ?? []));

  return {
    element: frame.element,
    draw(_, rows, force) {
      const { value } = reading;
      frame.value.draw(value);
      meter?.draw(value, value === null ? strings.noReading : `${formatFixed(value, decimals)} ${unit}`);
      spark.draw(rows, force);
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
  let drawn: number | null | undefined;

  return {
    elements: [track, range],
    draw(value: number | null, spoken: string) {
      if (value === drawn) {
        return;
      }
      drawn = value;
      const inside = Math.min(max, Math.max(min, value ?? min));
      setAttribute(track, 'aria-valuenow', String(inside));
      setAttribute(track, 'aria-valuetext', spoken);
      fill.style.transform = `scaleX(${((inside - min) / (max - min)).toFixed(4)})`;
    },
  };
}
