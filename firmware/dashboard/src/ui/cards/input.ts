import type { Reading } from '../../data/state';
import { formatDuration, formatNumber, joined } from '../../i18n/format';
import { strings } from '../../i18n/language';
import { element, setFlag, setText } from '../dom';
import { type Card, createFrame } from './card';

export function createInputCard(reading: Reading): Card {
  const frame = createFrame(reading);
  const edges = element('span', { 'data-edges': '' });
  const changed = element('span', { 'data-changed': '' });
  frame.element.prepend(element('span', { class: 'lamp' }));
  frame.element.append(element('p', { class: 'facts' }, edges, changed));

  return {
    element: frame.element,
    draw({ board }) {
      const { value, edges: count, changedAt } = reading;
      frame.value.draw(value);
      setFlag(frame.element, 'data-on', Boolean(value));
      setText(edges, count === null ? '' : strings.changes(formatNumber(count), count === 1));
      setText(changed, changedAt === null || !board?.now ? '' : strings.ago(joined(formatDuration(Math.max(0, board.now - changedAt)))));
    },
  };
}
