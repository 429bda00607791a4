import { type Recorder, longest } from '../data/recorder';
import { type Rows, copyOf, nearest } from '../data/recording';
import { type Reading, type State, isDigital } from '../data/state';
import { formatDuration, formatTime, formatValue, joined } from '../i18n/format';
import { labelOf } from '../i18n/label';
import { strings } from '../i18n/language';
import { recall, remember } from '../preferences';
import { button, element, iconButton, setAttribute, setFlag, setText } from '../ui/dom';
import { icon } from '../ui/icon';
import { type Chart, createChart } from './chart';
import { colorClass, colors } from './colors';
import { download, toCsv } from './csv';
import { followGestures } from './gestures';
import { Viewport } from './viewport';

const windows = [10_000, 60_000, 300_000, longest] as const;

/** The picture is no longer right. */
const undrawn = Infinity;

/** So many channels are chosen at first. */
const chosenAtFirst = 4;

export interface PlotPanel {
  readonly element: HTMLElement;
  draw(state: State): void;
  recolor(): void;
  destroy(): void;
}

export interface PlotPanelOptions {
  /** In the order of their colours. */
  readonly readings: readonly Reading[];
  readonly recorder: Recorder;
  redraw(): void;
}

/** A channel that can be chosen, with its value under the crosshair or now. */
interface Chip {
  readonly reading: Reading;
  readonly element: HTMLButtonElement;
  readonly swatch: HTMLElement;
  readonly value: HTMLElement;
}

/** The plot of several channels, and all that one can do with it. */
export function createPlotPanel({ readings, recorder, redraw }: PlotPanelOptions): PlotPanel {
  const viewport = new Viewport(windows.find((window) => String(window) === recall('window')) ?? 60_000);
  const chosen = chooseAtFirst(readings);
  let chart: Chart | null = null;
  /** What is shown while the view is held: the recording goes on. */
  let held: Rows | null = null;
  let heldEpoch = 0;
  let pointed: number | null = null;
  let isByKey = false;
  /** Where the picture ends. */
  let drawn = undrawn;
  let width = 0;
  let height = 0;

  const chips = readings.map(createChip);
  const windowButtons = windows.map((window) =>
    button('', () => change(() => viewport.setWindow(window), () => remember('window', String(window))), joined(formatDuration(window)).replace(/ 0 .*$/, '')),
  );
  const pauseIcon = element('span', { class: 'icons' }, icon('pause'), icon('play'));
  const pauseText = element('span');
  const pause = button('button pause', () => change(() => (viewport.isHeld ? viewport.resume() : viewport.pause(newest()))), pauseIcon, pauseText);
  const earlier = iconButton(strings.earlier, icon('earlier'), () => change(() => viewport.pan(-0.5, newest())));
  const later = iconButton(strings.later, icon('later'), () => change(() => viewport.pan(0.5, newest())));
  const zoomOut = iconButton(strings.zoomOut, icon('minus'), () => zoomBy(2));
  const zoomIn = iconButton(strings.zoomIn, icon('plus'), () => zoomBy(0.5));
  const reset = button('button', () => change(() => viewport.reset()), strings.zoomReset);
  const csv = button('button', exportCsv, icon('download'), strings.csv);
  csv.title = strings.csvHelp;
  csv.setAttribute('aria-label', `${strings.csv}: ${strings.csvHelp}`);
  const readout = element('p', { class: 'readout', 'data-readout': '' });
  // Read aloud only where keys move the crosshair.
  const spoken = element('p', { class: 'hidden', role: 'status' });
  const frame = element('div', { class: 'plot-frame', tabindex: '0', role: 'group', 'aria-label': strings.plot, 'aria-describedby': 'plot-help' });
  const empty = element('p', { class: 'plot-empty' }, strings.chooseChannel);
  // Seldom wanted, so that they do not stand in the way.
  const figures = element(
    'details',
    {},
    element('summary', {}, strings.moreChannels),
    element('div', { class: 'chips', role: 'group', 'aria-label': strings.moreChannels }, ...chips.filter((chip) => isFigure(chip.reading)).map((chip) => chip.element)),
  );
  figures.hidden = !readings.some(isFigure);
  figures.open = readings.every(isFigure);

  const panel = element(
    'section',
    { class: 'plot', 'aria-labelledby': 'title-plot', 'data-plot': '' },
    element('div', { class: 'section-head' }, element('h2', { id: 'title-plot' }, strings.plot), readout),
    element(
      'div',
      { class: 'card' },
      element(
        'div',
        { class: 'tools' },
        element('div', { class: 'segments', role: 'group', 'aria-label': strings.window, 'data-windows': '' }, ...windowButtons),
        pause,
        element('div', { class: 'zoom' }, earlier, zoomOut, zoomIn, later),
        reset,
        csv,
      ),
      frame,
      empty,
      element('div', { class: 'chips', role: 'group', 'aria-label': strings.shownChannels }, ...chips.filter((chip) => !isFigure(chip.reading)).map((chip) => chip.element)),
      figures,
      element('p', { class: 'help', id: 'plot-help' }, strings.plotHelp),
      spoken,
    ),
  );

  const observer = new ResizeObserver(([entry]) => {
    width = Math.floor(entry!.contentRect.width);
    height = Math.floor(entry!.contentRect.height);
    rebuild();
  });
  observer.observe(frame);
  frame.onkeydown = (event) => {
    const act = keys[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  };

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    '+': () => zoomBy(0.5),
    '=': () => zoomBy(0.5),
    '-': () => zoomBy(2),
    '0': () => change(() => viewport.reset()),
    Escape: () => chart?.point(null),
  };

  function createChip(reading: Reading, n: number): Chip {
    const swatch = element('span', { class: `swatch ${colorClass(n)}` });
    const value = element('span', { class: 'chip-value' });
    const toggle = button('chip', () => {
      if (!chosen.delete(reading.channel.id)) {
        chosen.add(reading.channel.id);
      }
      rebuild();
    }, swatch, element('span', {}, labelOf(reading.channel)), value);
    toggle.dataset['chip'] = reading.channel.id;
    return { reading, element: toggle, swatch, value };
  }

  function shownChips(): readonly Chip[] {
    return chips.filter(({ reading }) => chosen.has(reading.channel.id));
  }

  function rows(): Rows {
    return held ?? recorder.recording;
  }

  function newest(): number {
    const { length, times } = rows();
    return length > 0 ? times[length - 1]! : 0;
  }

  function change(...acts: readonly (() => void)[]): void {
    for (const act of acts) {
      act();
    }
    if (!viewport.isHeld) {
      held = null;
    } else if (!held) {
      held = copyOf(recorder.recording);
      heldEpoch = recorder.epoch;
    }
    drawn = undrawn;
    redraw();
  }

  function zoomBy(factor: number, anchor?: number): void {
    const { from, to } = viewport.span(newest());
    change(() => viewport.zoomBy(factor, anchor ?? (pointed !== null && pointed >= from && pointed <= to ? pointed : (from + to) / 2), newest()));
  }

  /** Moves the crosshair by a fiftieth of what is shown. */
  function step(direction: number): void {
    const { from, to } = viewport.span(newest());
    const at = pointed ?? (direction > 0 ? from : to);
    isByKey = true;
    chart?.point(Math.min(to, Math.max(from, at + (direction * (to - from)) / 50)));
    isByKey = false;
  }

  /** Another choice of curves, or other colours. */
  function rebuild(): void {
    chart?.destroy();
    chart = null;
    drawn = undrawn;
    redraw();
  }

  function make(): Chart {
    const style = getComputedStyle(frame);
    const made = createChart(
      frame,
      width,
      height,
      shownChips().map(({ reading, swatch }) => ({
        index: reading.index,
        color: getComputedStyle(swatch).color,
        isDashed: readings.indexOf(reading) >= colors,
        channel: reading.channel,
      })),
      { text: style.color, grid: style.borderTopColor },
      {
        pointed(t) {
          pointed = t;
          if (t !== null && isByKey) {
            setText(spoken, [timeText(t), ...shownChips().map((chip) => `${labelOf(chip.reading.channel)} ${valueText(chip, t)}`)].join(', '));
          }
          redraw();
        },
        selected: (span) => change(() => viewport.zoom(span, newest())),
        reset: () => change(() => viewport.reset()),
      },
    );
    followGestures(made, () => frame.contains(document.activeElement), {
      zoomTo: (span) => change(() => viewport.zoom(span, newest())),
      zoomBy,
    });
    return made;
  }

  function epoch(): number {
    return held ? heldEpoch : recorder.epoch;
  }

  function timeText(t: number): string {
    const row = nearest(rows(), t);
    return row < 0 ? '' : formatTime(rows().times[row]! + epoch(), true);
  }

  function valueText({ reading: { channel, index, value } }: Chip, t: number | null): string {
    const row = t === null ? -1 : nearest(rows(), t);
    const there = row < 0 ? value : rows().columns[index]![row]!;
    return joined(formatValue(there === there ? there : null, channel.kind, channel.unit, channel.decimals));
  }

  function exportCsv(): void {
    const columns = shownChips().map(({ reading: { channel, index } }) => ({ title: labelOf(channel), unit: channel.unit, index }));
    const text = toCsv(rows(), viewport.span(newest()), epoch(), { time: strings.csvTime, boardTime: strings.csvBoardTime }, columns);
    download(`${document.title.replace(/[^\p{L}\p{N}-]+/gu, '-')}-${new Date(epoch() + newest()).toISOString().slice(0, 19).replaceAll(':', '-')}.csv`, text);
  }

  return {
    element: panel,
    draw({ alerts }) {
      const { isHeld, isZoomed } = viewport;
      for (const chip of chips) {
        const isShown = chosen.has(chip.reading.channel.id);
        setAttribute(chip.element, 'aria-pressed', String(isShown));
        if (chip.element.hasAttribute('data-alert') !== alerts.has(chip.reading.channel.id)) {
          chip.element.toggleAttribute('data-alert');
          rebuild();
        }
        setText(chip.value, isShown ? valueText(chip, pointed) : '');
      }
      windows.forEach((window, i) => setAttribute(windowButtons[i]!, 'aria-pressed', String(window === viewport.window)));
      setAttribute(pause, 'aria-pressed', String(isHeld));
      setText(pauseText, isHeld ? strings.resume : strings.pause);
      setFlag(panel, 'data-held', isHeld);
      setFlag(panel, 'data-zoomed', isZoomed);
      reset.disabled = earlier.disabled = later.disabled = !isZoomed;
      setText(readout, pointed !== null ? timeText(pointed) : isHeld ? strings.paused : '');
      empty.hidden = chosen.size > 0;
      csv.disabled = chosen.size === 0;
      frame.hidden = chosen.size === 0;
      if (chosen.size === 0 || width === 0 || recorder.recording.length === 0) {
        return;
      }
      chart ??= make();
      // Samples that move the curves by less than a pixel are not worth a picture.
      const span = viewport.span(newest());
      if (Math.abs(span.to - drawn) >= (span.to - span.from) / width) {
        drawn = span.to;
        chart.draw(rows(), span, epoch());
      }
    },
    recolor: rebuild,
    destroy() {
      observer.disconnect();
      chart?.destroy();
    },
  };
}

/** Measurements say most; without any, whatever there is. */
function chooseAtFirst(readings: readonly Reading[]): Set<string> {
  const analog = readings.filter(({ channel }) => channel.kind === 'analog');
  const digital = readings.filter(({ channel }) => isDigital(channel));
  const first = analog.length > 0 ? analog : digital.length > 0 ? digital : readings;
  return new Set(first.slice(0, chosenAtFirst).map(({ channel }) => channel.id));
}

/** Neither measured nor switched: a figure about the board. */
function isFigure({ channel }: Reading): boolean {
  return channel.kind !== 'analog' && !isDigital(channel);
}
