import type { State } from '../../data/state';
import { formatNumber } from '../../i18n/format';
import { strings } from '../../i18n/language';
import { element, setText } from '../dom';
import type { Card } from './card';

/** What is known of the board and of the connection to it beside the channels. */
export function createBoardLines(): readonly Card[] {
  const text = ({ board, quality }: State): readonly string[] => [
    location.host,
    board?.firmware ?? '',
    quality.roundTrip === null ? strings.missing : `${formatNumber(Math.max(1, Math.round(quality.roundTrip)))} ms`,
    formatNumber(quality.dropped),
  ];
  return [
    [strings.address, 'data-address'],
    [strings.firmware(''), 'data-firmware'],
    [strings.roundTrip, 'data-round-trip'],
    [strings.dropped, 'data-dropped'],
  ].map(([label, hook], n) => {
    const value = element('p', { class: 'value', [hook!]: '' });
    return {
      element: element('div', { class: 'line' }, element('dt', {}, label!), element('dd', {}, value)),
      draw: (state) => setText(value, text(state)[n]!),
    };
  });
}
