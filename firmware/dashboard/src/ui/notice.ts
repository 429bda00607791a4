import type { State } from '../data/state';
import { strings } from '../i18n/language';
import { button, element, setText } from './dom';

/** Says what is wrong with the connection, and what comes next. Nothing while all is well. */
export interface Notice {
  readonly element: HTMLElement;
  draw(state: State): void;
}

export function createNotice(tryNow: () => void, signIn: () => void): Notice {
  // The seconds are not part of what is read aloud: they would be read every second.
  const text = element('p', { role: 'status', 'data-notice': '' });
  const next = element('p', { class: 'next', 'data-next-try': '' });
  const retry = button('button', tryNow, strings.tryNow);
  const unlock = button('button', signIn, strings.signIn);
  const strip = element('section', { class: 'notice', 'aria-label': strings.connection }, element('div', { class: 'notice-text' }, text, next), retry, unlock);

  return {
    element: strip,
    draw(state) {
      const { link, retryAt, board, asksPassword } = state;
      const isAway = link === 'reconnecting' || link === 'refused';
      const message = textOf(state);
      setText(text, message);
      setText(next, !isAway ? '' : retryAt === null ? strings.trying : strings.nextTry(Math.max(0, Math.ceil((retryAt - performance.now()) / 1_000))));
      retry.hidden = !isAway;
      unlock.hidden = isAway || asksPassword || board?.control !== false;
      strip.classList.toggle('quiet', message === '');
      strip.dataset['state'] = link;
    },
  };
}

function textOf({ link, reason, board, asksPassword, notices }: State): string {
  switch (link) {
    case 'stale':
      return strings.stale;
    case 'reconnecting':
      return strings.lost;
    case 'refused':
      return strings.reasons[reason ?? 'full'];
    case 'live':
      // The form for the password says the same.
      return [...(board?.control === false && !asksPassword ? [strings.readOnly] : []), ...notices.map(({ code, message }) => strings.notices[code] ?? message)].join(' ');
    default:
      return '';
  }
}
