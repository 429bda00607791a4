import { button, element } from '../ui/dom';
import { type Setting, type Settings, getSettings, putSettings } from './api';
import type { Part } from './main';
import { restartBar } from './restart';

const groups = {
  board: ['name', 'host', 'interval', 'history', 'history-interval'],
  wifi: ['network', 'passphrase', 'network2', 'passphrase2', 'address', 'access-passphrase', 'setup-button'],
  access: ['password', 'open-reading', 'allow-host', 'allow-origin', 'domains'],
  channels: ['channels', 'safe-without-client'],
  limits: ['slots', 'slots-per-address', 'receive-buffer', 'send-buffer', 'cbor'],
} as const;

interface Field {
  readonly name: string;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly error: HTMLElement;
  /** What is to be sent; undefined when it stays. */
  changed(): unknown;
}

export async function createSettingsForm(part: Part): Promise<HTMLElement> {
  const { status, body } = await getSettings();
  const { words, say } = part;
  if (status !== 200 || !body) {
    return element('p', { class: 'muted' }, status === 401 || status === 403 ? words.signIn : status === 404 ? words.setup : words.failed);
  }
  return form(part, body, say);
}

function form(part: Part, { revision, restart, join, settings }: Settings, say: Part['say']): HTMLElement {
  const { words } = part;
  const known = new Set<string>(Object.values(groups).flat());
  const others = Object.keys(settings).filter((name) => !known.has(name));
  const fields: Field[] = [];
  const sets = Object.entries(groups).map(([group, names]) => {
    const made = [...names, ...(group === 'limits' ? others : [])].filter((name) => settings[name]).map((name) => createField(part, name, settings[name]!));
    fields.push(...made);
    return made.length === 0 ? '' : element('fieldset', { class: 'owner-group' }, element('legend', {}, words.groups[group as keyof typeof groups]), ...made.map((field) => field.element));
  });
  const bar = restartBar(part, restart);
  const submit = element('button', { type: 'submit', class: 'button primary', 'data-save': '' }, words.save);
  const box = element('form', { class: 'owner-form', novalidate: '' }, bar.element, element('div', { class: 'owner-groups' }, ...sets), element('div', { class: 'actions' }, submit));
  if (join) {
    say(words.joins[join] ?? '', join === 'wrong-passphrase' || join === 'not-found');
  }

  box.onsubmit = async (event) => {
    event.preventDefault();
    const changes = Object.fromEntries(fields.map((field) => [field.name, field.changed()]).filter(([, value]) => value !== undefined));
    for (const { input, error } of fields) {
      input.removeAttribute('aria-invalid');
      error.textContent = '';
    }
    if (Object.keys(changes).length === 0) {
      say(words.nothing);
      return;
    }
    submit.ariaDisabled = 'true';
    say(words.saving);
    const answer = await putSettings(JSON.stringify(changes), 'application/json', revision);
    submit.ariaDisabled = 'false';
    if (answer.status === 200) {
      const again = await createSettingsForm(part);
      box.replaceWith(again);
      say(answer.join ? words.joins['trying']! : words.saved);
      again.querySelector<HTMLElement>('[data-save]')?.focus();
      return;
    }
    const refused = fields.filter(({ name }) => answer.fields?.[name]);
    for (const { name, input, error } of refused) {
      const { code, line, message } = answer.fields![name]!;
      input.setAttribute('aria-invalid', 'true');
      error.textContent = line !== undefined ? message : (words.faults[code] ?? `${words.fields[name] ?? name} ${message}.`);
      if (line && input instanceof HTMLTextAreaElement) {
        select(input, line);
      }
    }
    refused[0]?.input.focus();
    say(answer.status === 412 ? words.changedMeanwhile : answer.status === 401 || answer.status === 403 ? words.signIn : (answer.message ?? words.failed), true);
    if (answer.status === 412) {
      bar.element.append(button('button', () => void createSettingsForm(part).then((again) => (say(''), box.replaceWith(again))), words.reload));
    }
  };
  return box;
}

function createField(part: Part, name: string, setting: Setting): Field {
  return name === 'channels' ? createLines(part, name, setting) : createInput(part, name, setting);
}

/** The channel lines: a text of several lines. */
function createLines({ words }: Part, name: string, setting: Setting): Field {
  const id = `setting-${name}`;
  const value = String(setting.value);
  const input = element('textarea', { id, 'aria-describedby': `${id}-hint ${id}-error`, rows: String(Math.min(value.split('\n').length + 1, 16)), spellcheck: 'false', autocomplete: 'off', wrap: 'off' });
  const error = element('p', { class: 'error', id: `${id}-error`, 'data-error': '' });
  const own = button('button', () => (input.value = String(setting.default)), words.ownChannels);
  own.dataset['ownChannels'] = '';
  input.value = value;
  return {
    name,
    input,
    error,
    element: element(
      'div',
      { class: 'owner-field is-lines', 'data-setting': name },
      element('label', { for: id }, words.fields[name]!),
      input,
      element('p', { class: 'hint', id: `${id}-hint` }, `${words.channelsHelp} ${words.atRestart}`),
      error,
      ...(setting.default ? [own] : []),
    ),
    changed: () => (input.value === value ? undefined : input.value),
  };
}

/** Selects a channel line as the board counts them: without the empty ones. */
function select(input: HTMLTextAreaElement, line: number): void {
  let start = 0;
  let count = 0;
  for (const text of input.value.split('\n')) {
    count += text === '' ? 0 : 1;
    if (count === line) {
      input.setSelectionRange(start, start + text.length);
      return;
    }
    start += text.length + 1;
  }
}

function createInput({ words }: Part, name: string, setting: Setting): Field {
  const id = `setting-${name}`;
  const { type, value, min, max, set, restart } = setting;
  const shown = name.startsWith('network') ? decode(String(value ?? '')) : String(value ?? '');
  const input = element('input', {
    id,
    'aria-describedby': `${id}-hint ${id}-error`,
    type: type === 'switch' ? 'checkbox' : type === 'secret' ? 'password' : type === 'number' ? 'number' : 'text',
    autocomplete: type === 'secret' ? 'new-password' : 'off',
    spellcheck: 'false',
    ...(type === 'number' ? { min: String(min), max: String(max), step: '1' } : {}),
  });
  const removed = element('input', { type: 'checkbox', id: `${id}-none` });
  if (type === 'switch') {
    input.checked = value === true;
  } else if (type !== 'secret') {
    input.value = shown;
  }
  const hint = [
    type === 'number' ? words.range(min!, max!) : type === 'secret' ? (set ? words.keepsSecret : words.noSecret) : '',
    type !== 'secret' && type !== 'switch' && setting.default !== '' && setting.default !== value ? words.byDefault(String(setting.default)) : '',
    restart ? words.atRestart : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
  const error = element('p', { class: 'error', id: `${id}-error`, 'data-error': '' });
  const label = element('label', { for: id }, words.fields[name] ?? name);
  return {
    name,
    input,
    error,
    element: element(
      'div',
      { class: `owner-field is-${type}`, 'data-setting': name },
      label,
      input,
      element('p', { class: 'hint', id: `${id}-hint` }, hint),
      ...(type === 'secret' && set ? [element('label', { class: 'hint remove', for: removed.id }, removed, words.remove)] : []),
      error,
    ),
    changed() {
      if (type === 'switch') {
        return input.checked === value ? undefined : input.checked;
      }
      if (type === 'secret') {
        // The password of a network that is open is an empty one.
        return input.value !== '' ? input.value : removed.checked ? (name.startsWith('passphrase') ? '' : null) : undefined;
      }
      if (input.value === shown) {
        return undefined;
      }
      if (type === 'number') {
        return input.value === '' ? null : Number(input.value);
      }
      return name.startsWith('network') ? input.value.replaceAll('%', '%25') : input.value;
    },
  };
}

/** A network's name as people read it; one that is no UTF-8 stays encoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
