import type { Outputs } from '../data/outputs';
import type { Recorder } from '../data/recorder';
import type { Reading, State } from '../data/state';
import { strings } from '../i18n/language';
import { type PlotPanel, createPlotPanel } from '../plot/panel';
import { recall, remember } from '../preferences';
import { createAnalogCard } from './cards/analog';
import type { Card } from './cards/card';
import { createBoardLines } from './cards/board-lines';
import { createInputCard } from './cards/input';
import { createNumberCard } from './cards/number';
import { createOutputCard } from './cards/output';
import { createSystemLine } from './cards/system';
import { element, setFlag } from './dom';

export interface BoardView {
  readonly element: HTMLElement;
  draw(state: State): void;
  /** The colours have changed. */
  recolor(): void;
  destroy(): void;
}

export interface BoardViewOptions {
  readonly outputs: Outputs;
  readonly recorder: Recorder;
  redraw(): void;
}

/** What a board has: its channels by kind, and the plot. All is made anew only when the board has other channels than before. */
export function createBoardView({ outputs, recorder, redraw }: BoardViewOptions): BoardView {
  const main = element('main', { class: 'board' });
  // On wide screens what one does is beside what one watches; on narrow ones the sections follow one another.
  const side = element('div', { class: 'side' });
  const stage = element('div', { class: 'stage' });
  let made: readonly Reading[] | undefined;
  let cards: readonly Card[] = [];
  let plot: PlotPanel | null = null;
  let isRecolored = false;
  let watched: readonly { readonly element: HTMLElement; readonly id: string }[] = [];

  function make(readings: readonly Reading[]): void {
    const colors = colorsOf(readings);
    const kinds: readonly [kind: string, title: string, column: HTMLElement, create: (reading: Reading) => Card][] = [
      ['output', strings.outputs, side, (reading) => createOutputCard(reading, outputs)],
      ['number', strings.numbers, side, (reading) => createNumberCard(reading, outputs)],
      ['input', strings.inputs, side, createInputCard],
      ['analog', strings.measurements, stage, (reading) => createAnalogCard(reading, colors.indexOf(reading))],
    ];
    const isFigure = ({ channel }: Reading): boolean => !kinds.some(([kind]) => kind === channel.kind);
    const made: Card[] = [];

    function grids(wanted: (reading: Reading) => boolean): readonly (readonly [kind: string, title: string, column: HTMLElement, grid: HTMLElement])[] {
      return kinds.flatMap(([kind, title, column, create]) => {
        const cards = readings.filter((reading) => reading.channel.kind === kind && wanted(reading)).map(create);
        made.push(...cards);
        return cards.length > 0 ? [[kind, title, column, element('div', { class: 'grid' }, ...cards.map((card) => card.element))] as const] : [];
      });
    }

    plot?.destroy();
    plot = null;
    side.replaceChildren();
    stage.replaceChildren();
    main.replaceChildren(side, stage);
    for (const [kind, title, column, grid] of grids(({ channel }) => channel.group === '')) {
      column.append(createSection(kind, title, grid));
    }
    for (const group of new Set(readings.filter((reading) => !isFigure(reading)).map(({ channel }) => channel.group))) {
      if (group !== '') {
        side.append(createSection('group', group, ...grids(({ channel }) => channel.group === group).map(([kind, , , grid]) => element('div', { class: kind }, grid))));
      }
    }
    if (readings.length > 0) {
      plot = createPlotPanel({ readings: colors, recorder, redraw });
      stage.append(plot.element);
    } else {
      stage.append(element('p', { class: 'empty' }, strings.noChannels));
    }
    const lines = [...readings.filter(isFigure).map(createSystemLine), ...createBoardLines()];
    stage.append(createSection('system', strings.board, element('dl', { class: 'card lines' }, ...lines.map((line) => line.element))));
    cards = [...made, ...lines];
    watched = [...main.querySelectorAll<HTMLElement>('.card[data-channel]')].map((card) => ({ element: card, id: card.dataset['channel']! }));
    isRecolored = true;
  }

  return {
    element: main,
    draw(state) {
      if (!state.board) {
        return;
      }
      if (state.board.readings !== made) {
        made = state.board.readings;
        make(made);
      }
      for (const card of cards) {
        card.draw(state, recorder.recording, isRecolored);
      }
      for (const { element, id } of watched) {
        setFlag(element, 'data-alert', state.alerts.has(id));
      }
      plot?.draw(state);
      isRecolored = false;
    },
    recolor() {
      isRecolored = true;
      plot?.recolor();
    },
    destroy() {
      plot?.destroy();
    },
  };
}

/** A section that can be folded, which this browser remembers. */
function createSection(kind: string, title: string, ...content: readonly HTMLElement[]): HTMLElement {
  const key = `folded.${kind === 'group' ? title : kind}`;
  const details = element('details', { class: `section ${kind}`, 'data-section': kind === 'group' ? title : kind }, element('summary', {}, element('h2', {}, title)), ...content);
  details.open = recall(key) === null;
  details.ontoggle = () => remember(key, details.open ? null : '1');
  return details;
}

/** The order in which channels get their colours and are offered for the plot: what is measured first. */
function colorsOf(readings: readonly Reading[]): readonly Reading[] {
  const order = ['analog', 'number', 'output', 'input'];
  const rank = ({ channel: { kind } }: Reading): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);
  return [...readings].sort((a, b) => rank(a) - rank(b));
}
