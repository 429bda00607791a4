import type { Reading } from '../../data/state';
import { labelOf } from '../../i18n/label';
import { element } from '../dom';
import type { Card } from './card';
import { createValueText } from './value-text';

/** A line in the list of figures about the board. Also for kinds this page does not know: a value and its unit are right for most. */
export function createSystemLine(reading: Reading): Card {
  const value = createValueText(reading.channel);

  return {
    element: element(
      'div',
      { class: 'line', 'data-channel': reading.channel.id, 'data-kind': reading.channel.kind },
      element('dt', {}, labelOf(reading.channel)),
      element('dd', {}, value.element),
    ),
    draw: () => value.draw(reading.value),
  };
}
