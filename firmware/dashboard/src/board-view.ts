import { type Card, createCard } from './cards';
import { element } from './dom';
import type { Reading, State } from './state';
import { strings } from './strings';

export interface BoardView {
  readonly element: HTMLElement;
  draw(state: State): void;
}

/** A card for each channel. They are made anew only when the board has other channels than before. */
export function createBoardView(set: (reading: Reading, value: number) => void): BoardView {
  const main = element('main');
  let made: readonly Reading[] | null | undefined;
  let cards: readonly Card[] = [];

  function make(readings: readonly Reading[] | null): void {
    cards = (readings ?? []).map((reading) => createCard(reading, (value) => set(reading, value)));
    main.replaceChildren(
      cards.length > 0
        ? element('section', { class: 'grid', 'aria-label': strings.channels }, ...cards.map((card) => card.element))
        : element('p', { class: 'empty' }, readings ? strings.noChannels : strings.waiting),
    );
  }

  return {
    element: main,
    draw(state) {
      const readings = state.board?.readings ?? null;
      if (readings !== made) {
        made = readings;
        make(readings);
      }
      for (const card of cards) {
        card.draw(state);
      }
    },
  };
}
