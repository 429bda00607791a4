import { element, setFlag } from '../dom';
import { formatSwitch } from '../format';
import type { Reading } from '../state';
import { type Card, createFrame } from './card';

export function createInputCard(reading: Reading): Card {
  const frame = createFrame(reading);
  frame.top.append(element('span', { class: 'lamp' }));

  return {
    element: frame.element,
    draw() {
      frame.value.draw(reading.value, formatSwitch(reading.value));
      setFlag(frame.element, 'data-on', Boolean(reading.value));
    },
  };
}
