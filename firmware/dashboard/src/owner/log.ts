import { button, element } from '../ui/dom';
import { ask } from './api';
import type { Part } from './main';

interface Log {
  readonly t: number;
  readonly lines: readonly { readonly t: number; readonly text: string; readonly times?: number }[];
}

export async function createLog(part: Part): Promise<HTMLElement> {
  const { words, context } = part;
  const { status, body } = await ask<Log>('api/log');
  if (status !== 200 || !body) {
    return element('p', { class: 'muted' }, status === 401 || status === 403 ? words.signIn : words.failed);
  }
  const now = Date.now();
  const board = body.lines.map(({ t, text, times = 1 }) => ({ at: now - (body.t - t), text: times > 1 ? `${text} (${words.times(times)})` : text }));
  // What this page has noticed is noted among the board's own messages.
  const own = context.alerts.entries.map(({ at, reading, value, isOut }) => ({ at, text: `${context.label(reading)}: ${context.text(reading, value)}, ${isOut ? context.strings.aboveLimit : context.strings.withinLimit}` }));
  const lines = [...board, ...own].sort((a, b) => b.at - a.at);
  const box = element(
    'div',
    {},
    element('p', { class: 'hint' }, words.logHelp),
    element('ol', { class: 'log', 'data-log': '' }, ...lines.map(({ at, text }) => element('li', {}, element('time', { datetime: new Date(at).toISOString() }, context.time(at)), element('span', {}, text)))),
    element('div', { class: 'actions' }, button('button', () => void createLog(part).then((again) => box.replaceWith(again)), words.refresh)),
  );
  return box;
}
