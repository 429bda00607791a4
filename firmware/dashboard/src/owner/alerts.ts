import { recall, remember } from '../preferences';
import { element } from '../ui/dom';
import type { Part } from './main';

export async function createAlerts({ words, context, say }: Part): Promise<HTMLElement> {
  const { alerts } = context;
  const notify = element('input', { type: 'checkbox', id: 'alerts-notify', 'data-notify': '' });
  notify.checked = recall('notify') !== null;
  notify.onchange = async () => {
    const isAllowed = notify.checked && 'Notification' in window && (await Notification.requestPermission()) === 'granted';
    if (notify.checked && !isAllowed) {
      notify.checked = false;
      say(words.notifyDenied, true);
    }
    remember('notify', isAllowed ? '1' : null);
  };

  const rows = context
    .readings()
    .filter(({ channel }) => channel.kind === 'analog' || channel.kind === 'number' || channel.kind === 'system')
    .map((reading) => {
      const { id, unit, step } = reading.channel;
      const limit = alerts.limitOf(id);
      const label = context.label(reading);
      const make = (side: 'low' | 'high'): HTMLInputElement => {
        const input = element('input', { type: 'number', step: String(step), 'aria-label': `${label} ${words[side]}`, 'data-limit': side });
        input.value = String(limit[side] ?? '');
        input.onchange = () => {
          const number = (text: string): number | null => (text === '' || !Number.isFinite(Number(text)) ? null : Number(text));
          alerts.setLimit(id, { low: number(low.value), high: number(high.value) });
        };
        return input;
      };
      const low = make('low');
      const high = make('high');
      return element('div', { class: 'limit', 'data-limits': id }, element('span', {}, unit ? `${label} (${unit})` : label), element('label', {}, words.low, low), element('label', {}, words.high, high));
    });
  return element('div', { class: 'limits' }, element('p', { class: 'hint' }, words.alertsHelp), element('label', { class: 'check', for: notify.id }, notify, words.notify), ...rows);
}
