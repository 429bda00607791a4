import { element, setAttribute, setText } from './dom';
import type { State } from './state';
import { strings } from './strings';

export interface Header {
  readonly element: HTMLElement;
  draw(state: State): void;
}

export function createHeader(): Header {
  const name = element('h1', { 'data-board': '' }, 'nano');
  const firmware = element('p', { 'data-firmware': '' });
  const label = element('span');
  const pill = element(
    'p',
    { class: 'pill', role: 'status', 'aria-label': strings.connection, 'data-state': '' },
    element('span', { class: 'dot' }),
    label,
  );

  return {
    element: element('header', {}, element('div', { class: 'bar' }, element('div', { class: 'title' }, name, firmware), pill)),
    draw({ board, link }) {
      setAttribute(pill, 'data-state', link);
      setText(label, strings.link[link]);
      if (board) {
        setText(name, board.name);
        setText(firmware, strings.firmware(board.firmware));
        setText(document.head.querySelector('title')!, board.name);
      }
    },
  };
}
