import { element } from '../dom';
import { labelOf } from '../label';
import type { Reading, State } from '../state';
import { createValueText, type ValueText } from './value-text';

/** The view of one channel. */
export interface Card {
  readonly element: HTMLElement;
  draw(state: State): void;
}

/** What every card has. A kind adds its own parts to the top line or below the value. */
export interface Frame {
  readonly element: HTMLElement;
  readonly top: HTMLElement;
  readonly headingId: string;
  readonly value: ValueText;
}

let frames = 0;

export function createFrame({ channel }: Reading): Frame {
  const headingId = `channel-${++frames}`;
  const top = element('div', { class: 'top' }, element('h2', { id: headingId }, labelOf(channel.id)));
  const value = createValueText();
  const card = element(
    'article',
    { class: 'card', 'data-channel': channel.id, 'data-kind': channel.kind, 'aria-labelledby': headingId },
    top,
    value.element,
  );
  return { element: card, top, headingId, value };
}
