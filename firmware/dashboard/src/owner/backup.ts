import { button, element } from '../ui/dom';
import { type Change, getSettings, putSettings } from './api';
import type { Part } from './main';
import { restartBar } from './restart';

const plain = 'text/plain';

export async function createBackup(part: Part): Promise<HTMLElement> {
  const { words, say } = part;
  const file = element('input', { type: 'file', accept: '.txt,text/plain', id: 'backup-file', 'data-restore': '' });
  const preview = element('div', { 'data-preview': '' });
  file.onchange = async () => {
    const chosen = file.files?.[0];
    if (!chosen) {
      return;
    }
    say('');
    const text = await chosen.text();
    // So that the same file can be chosen again.
    file.value = '';
    const answer = await putSettings(text, plain, null);
    if (answer.status !== 200) {
      const faults = Object.entries(answer.fields ?? {}).map(([name, { code, message }]) => `${words.fields[name] ?? name}: ${words.faults[code] ?? message}`);
      say([answer.status === 401 || answer.status === 403 ? words.signIn : (answer.message ?? words.failed), ...faults].join(' '), true);
      preview.replaceChildren();
      return;
    }
    preview.replaceChildren(answer.changes?.length ? changes(part, text, answer.changes) : element('p', { class: 'muted' }, words.nothing));
  };
  return element(
    'div',
    { class: 'backup' },
    element('p', { class: 'hint' }, words.backupHelp),
    element('a', { class: 'button', href: 'api/settings?backup', download: '', 'data-backup': '' }, words.download),
    element('label', { for: file.id }, words.restoreHelp),
    file,
    preview,
  );
}

function changes(part: Part, text: string, list: readonly Change[]): HTMLElement {
  const { words, say } = part;
  const show = (value: unknown): string => (value === true ? words.on : value === false ? words.off : String(value ?? ''));
  const apply = button(
    'button primary',
    async () => {
      const { body } = await getSettings();
      const answer = body ? await putSettings(text, plain, body.revision) : { status: 0 };
      say(answer.status === 200 ? words.saved : (answer.message ?? words.failed), answer.status !== 200);
      if (answer.status === 200) {
        box.replaceWith(restartBar(part, answer.restart === true).element);
      }
    },
    words.apply,
  );
  apply.dataset['apply'] = '';
  const box = element(
    'div',
    {},
    element('p', {}, words.willChange),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.tabs.settings), element('th', { scope: 'col' }, words.from), element('th', { scope: 'col' }, words.to))),
      element('tbody', {}, ...list.map(({ name, from, to }) => element('tr', {}, element('th', { scope: 'row' }, words.fields[name] ?? name), element('td', {}, show(from)), element('td', {}, show(to))))),
    ),
    element('div', { class: 'actions' }, apply),
  );
  return box;
}
