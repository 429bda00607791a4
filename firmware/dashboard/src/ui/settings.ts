import { chooseLanguage, languages, strings } from '../i18n/language';
import { hasSetup } from '../link/session';
import { type Theme, chosenTheme, themes } from '../theme';
import { button, element, iconButton } from './dom';
import { icon } from './icon';

export interface SettingsOptions {
  /** Whether the board may be asked about itself. */
  canRead(): boolean;
  /** Whether there is a session to end. */
  canSignOut(): boolean;
  signOut(): void;
  /** Opens what the owner does: settings, alerts, log, backup. */
  manage(): void;
  chooseTheme(theme: Theme): void;
}

export interface Settings {
  readonly element: HTMLDialogElement;
  open(): void;
}

export function createSettings({ canRead, canSignOut, signOut, manage, chooseTheme }: SettingsOptions): Settings {
  const wifi = element('div', { class: 'setting', hidden: '' });
  const owner = button('button', manage, strings.manage);
  owner.dataset['manage'] = '';
  const leave = button('button', signOut, strings.signOut);
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'settings-title' },
    element('div', { class: 'dialog-head' }, element('h2', { id: 'settings-title' }, strings.settings), iconButton(strings.close, icon('close'), () => dialog.close())),
    choice(
      strings.languageTitle,
      'language',
      languages.map(({ language, languageName }) => ({ value: language, label: languageName, lang: language })),
      strings.language,
      (value) => void chooseLanguage(value),
    ),
    choice(
      strings.theme,
      'theme',
      themes.map((theme) => ({ value: theme, label: strings.themes[theme], lang: '' })),
      chosenTheme(),
      (value) => chooseTheme(value as Theme),
    ),
    element('div', { class: 'setting' }, owner),
    wifi,
    element('div', { class: 'setting' }, leave),
  );
  // A click beside the dialog is one on its backdrop.
  dialog.onclick = (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  };

  return {
    element: dialog,
    open() {
      leave.parentElement!.hidden = !canSignOut();
      dialog.showModal();
      void showWifi(wifi, canRead());
    },
  };
}

/** The board has a page for its Wi-Fi and name only while it is an access point: then a link to it, else nothing. */
async function showWifi(box: HTMLElement, canRead: boolean): Promise<void> {
  box.hidden = !(canRead && (await hasSetup()));
  box.replaceChildren(element('p', { class: 'setting-title' }, strings.wifi), element('a', { class: 'button', href: `setup?lang=${strings.language.slice(0, 2)}` }, strings.wifiSetup));
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly lang: string;
}

function choice(title: string, name: string, choices: readonly Choice[], chosen: string, changed: (value: string) => void): HTMLElement {
  const set = element('fieldset', { class: 'setting segments' }, element('legend', { class: 'setting-title' }, title));
  for (const { value, label, lang } of choices) {
    const input = element('input', { type: 'radio', name, value });
    input.checked = value === chosen;
    input.onchange = () => changed(value);
    set.append(element('label', lang ? { lang } : {}, input, element('span', {}, label)));
  }
  return set;
}
