import type { State } from '../data/state';
import { formatNumber } from '../i18n/format';
import { strings } from '../i18n/language';
import { element, iconButton, setAttribute, setText } from './dom';
import { icon } from './icon';

export interface Header {
  readonly element: HTMLElement;
  draw(state: State): void;
}

/** Which board this is, and how well it is heard. */
export function createHeader(openSettings: () => void): Header {
  const name = element('h1', { 'data-board': '' }, 'nano');
  const firmware = element('span', { 'data-firmware': '' });
  const label = element('span');
  const pill = element(
    'p',
    { class: 'pill', role: 'status', 'aria-label': strings.connection, 'data-state': '' },
    element('span', { class: 'dot' }),
    label,
  );
  const roundTrip = element('dd', { 'data-round-trip': '' });
  const dropped = element('dd', { 'data-dropped': '' });

  return {
    element: element(
      'header',
      {},
      element(
        'div',
        { class: 'bar' },
        name,
        element('p', { class: 'address' }, element('span', { 'data-address': '' }, location.host), firmware),
        element(
          'dl',
          { class: 'quality' },
          element('div', {}, element('dt', {}, strings.roundTrip), roundTrip),
          element('div', {}, element('dt', {}, strings.dropped), dropped),
        ),
        pill,
        iconButton(strings.settings, icon('settings'), openSettings),
      ),
    ),
    draw({ board, link, quality }) {
      setAttribute(pill, 'data-state', link);
      setText(label, strings.link[link]);
      setText(roundTrip, quality.roundTrip === null ? strings.missing : `${formatNumber(Math.max(1, Math.round(quality.roundTrip)))} ms`);
      setText(dropped, formatNumber(quality.dropped));
      if (board) {
        setText(name, board.name);
        setText(firmware, strings.firmware(board.firmware));
        if (document.title !== board.name) {
          document.title = board.name;
        }
      }
    },
  };
}
