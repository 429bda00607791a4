import type { Rows } from '../../data/recording';
import type { Reading, State } from '../../data/state';
import { labelOf } from '../../i18n/label';
import { element } from '../dom';
import { type ValueText, createValueText } from './value-text';

/** The view of one channel. */
export interface Card {
  readonly element: HTMLElement;
  draw(state: State, rows: Rows, force: boolean): void;
}

/** What every card has. */
export interface Frame {
  readonly element: HTMLElement;
  /** The heading and the value. */
  readonly main: HTMLElement;
  readonly headingId: string;
  readonly value: ValueText;
}

export function createFrame({ channel, index }: Reading): Frame {
  const headingId = `channel-${index}`;
  const value = createValueText(channel);
  const main = element('div', { class: 'card-main' }, element('h3', { id: headingId }, labelOf(channel)), value.element);
  const card = element('article', { class: 'card', 'data-channel': channel.id, 'data-kind': channel.kind, 'aria-labelledby': headingId }, main);
  return { element: card, main, headingId, value };
}
