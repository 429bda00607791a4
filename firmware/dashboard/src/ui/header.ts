import type { State } from '../data/state';
import { strings } from '../i18n/language';
import { element, iconButton, setAttribute, setText } from './dom';
import { icon } from './icon';

export interface Header {
  readonly element: HTMLElement;
  draw(state: State): void;
}

/** Which board this is, and how well it is heard. */
export function createHeader(openSettings: () => void, notice: HTMLElement): Header {
  const name = element('h1', { 'data-board': '' }, 'nano');
  const label = element('span');
  const pill = element(
    'p',
    { class: 'pill', role: 'status', 'aria-label': strings.connection, 'data-state': '' },
    element('span', { class: 'dot' }),
    label,
  );

  return {
    element: element(
      'header',
      {},
      element(
        'div',
        { class: 'bar' },
        name,
        pill,
        iconButton(strings.settings, icon('settings'), openSettings),
      ),
      notice,
    ),
    draw({ board, link }) {
      setAttribute(pill, 'data-state', link);
      setText(label, strings.link[link]);
      if (board) {
        setText(name, board.name);
        if (document.title !== board.name) {
          document.title = board.name;
        }
      }
    },
  };
}
