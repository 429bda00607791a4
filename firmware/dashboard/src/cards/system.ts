import { formatSystem } from '../format';
import type { Reading } from '../state';
import { type Card, createFrame } from './card';

/** Also for kinds this page does not know: a value and its unit are right for most. */
export function createSystemCard(reading: Reading): Card {
  const frame = createFrame(reading);

  return {
    element: frame.element,
    draw() {
      frame.value.draw(reading.value, formatSystem(reading.value, reading.channel.unit));
    },
  };
}
