import type { Outputs } from '../data/outputs';
import type { Recorder } from '../data/recorder';
import type { Reading, State } from '../data/state';
import { strings } from '../i18n/language';
import { type PlotPanel, createPlotPanel } from '../plot/panel';
import { createAnalogCard } from './cards/analog';
import type { Card } from './cards/card';
import { createInputCard } from './cards/input';
import { createOutputCard } from './cards/output';
import { createSystemLine } from './cards/system';
import { element } from './dom';

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

  function make(readings: readonly Reading[]): void {
    const known = ['output', 'input', 'analog'];
    const colors = colorsOf(readings);
    const section = (column: HTMLElement, kind: string, title: string, create: (reading: Reading) => Card): readonly Card[] => {
      const made = readings.filter(({ channel }) => (kind === 'system' ? !known.includes(channel.kind) : channel.kind === kind)).map(create);
      if (made.length > 0) {
        const list = element(kind === 'system' ? 'dl' : 'div', { class: kind === 'system' ? 'card lines' : 'grid' }, ...made.map((card) => card.element));
        column.append(element('section', { class: kind, 'aria-labelledby': `title-${kind}` }, element('h2', { id: `title-${kind}` }, title), list));
      }
      return made;
    };

    plot?.destroy();
    plot = null;
    side.replaceChildren();
    stage.replaceChildren();
    main.replaceChildren(side, stage);
    cards = [
      ...section(side, 'output', strings.outputs, (reading) => createOutputCard(reading, outputs)),
      ...section(side, 'input', strings.inputs, createInputCard),
      ...section(stage, 'analog', strings.measurements, (reading) => createAnalogCard(reading, colors.indexOf(reading))),
    ];
    if (readings.length > 0) {
      plot = createPlotPanel({ readings: colors, recorder, redraw });
      stage.append(plot.element);
    } else {
      main.replaceChildren(element('p', { class: 'empty' }, strings.noChannels));
    }
    cards = [...cards, ...section(side, 'system', strings.board, createSystemLine)];
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

/** The order in which channels get their colours and are offered for the plot: what is measured first. */
function colorsOf(readings: readonly Reading[]): readonly Reading[] {
  const order = ['analog', 'output', 'input'];
  const rank = ({ channel: { kind } }: Reading): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);
  return [...readings].sort((a, b) => rank(a) - rank(b));
}
