import { button, element } from '../ui/dom';
import { ask } from './api';
import type { Part } from './main';

/** The offer of a restart; `isNeeded` says why. */
export function restartBar({ words, say, context }: Part, isNeeded: boolean): { readonly element: HTMLElement } {
  const go = button(
    'button',
    async () => {
      if (go.ariaDisabled === 'true') {
        return;
      }
      go.ariaDisabled = 'true';
      say(words.restarting);
      const { status } = await ask('api/restart', { method: 'POST' });
      if (status !== 202) {
        go.ariaDisabled = 'false';
        say(status === 401 || status === 403 ? words.signIn : words.failed, true);
        return;
      }
      for (let i = 0; i < 60; i++) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        if ((await ask('api/session')).status === 200) {
          say(words.restarted);
          context.reconnect();
          break;
        }
      }
      go.ariaDisabled = 'false';
    },
    words.restart,
  );
  go.dataset['restart'] = '';
  return { element: element('div', { class: 'restart-bar', ...(isNeeded ? { 'data-needed': '' } : {}) }, element('p', {}, isNeeded ? words.restartNeeded : ''), go) };
}
