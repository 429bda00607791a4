/*
 * What an owner does: settings, alerts, log, backup. A file of its own, which shares no code with the page: what it needs of it comes with `openOwner`.
 */

import type { Alerts } from '../data/alerts';
import type { Reading } from '../data/state';
import type { Strings } from '../i18n/strings';
import { button, element, iconButton } from '../ui/dom';
import { icon } from '../ui/icon';
import { createAlerts } from './alerts';
import { createBackup } from './backup';
import { englishOwner } from './en';
import { createLog } from './log';
import { createSettingsForm } from './settings-form';
import type { OwnerStrings } from './strings';
import css from './style.css?inline';

export interface OwnerContext {
  readonly strings: Strings;
  readonly alerts: Alerts;
  readings(): readonly Reading[];
  label(reading: Reading): string;
  text(reading: Reading, value: number): string;
  time(date: number): string;
  reconnect(): void;
}

/** What a tab has: it is made anew each time it is chosen. */
export interface Part {
  readonly context: OwnerContext;
  readonly words: OwnerStrings;
  /** Shows a message; `isBad` for what has failed. */
  say(text: string, isBad?: boolean): void;
}

let isStyled = false;

export function openOwner(context: OwnerContext): void {
  if (!isStyled) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    isStyled = true;
  }
  const words = context.strings.owner ?? englishOwner;
  const message = element('p', { class: 'owner-message', role: 'status', 'data-message': '' });
  const panel = element('div', { class: 'owner-panel', role: 'tabpanel', 'aria-labelledby': 'owner-title', tabindex: '-1' });
  const part: Part = {
    context,
    words,
    say(text, isBad = false) {
      message.textContent = text;
      message.toggleAttribute('data-bad', isBad);
    },
  };
  const makers = { settings: createSettingsForm, alerts: createAlerts, log: createLog, backup: createBackup } as const;
  const names = Object.keys(makers) as (keyof typeof makers)[];
  const tabs = names.map((name) => {
    const tab = button('', () => choose(name), words.tabs[name]);
    tab.dataset['tab'] = name;
    return tab;
  });

  function choose(name: keyof typeof makers): void {
    part.say('');
    tabs.forEach((tab, i) => tab.setAttribute('aria-pressed', String(names[i] === name)));
    panel.replaceChildren(element('p', { class: 'muted' }, words.loading));
    void makers[name](part).then((content) => panel.replaceChildren(content));
  }

  const dialog = element(
    'dialog',
    { class: 'owner', 'aria-labelledby': 'owner-title', 'data-owner': '' },
    element('div', { class: 'dialog-head' }, element('h2', { id: 'owner-title' }, words.title), iconButton(words.close, icon('close'), () => dialog.close())),
    element('div', { class: 'segments owner-tabs', role: 'group', 'aria-label': words.title }, ...tabs),
    message,
    panel,
  );
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  choose('settings');
}
