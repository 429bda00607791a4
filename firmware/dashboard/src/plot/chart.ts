import uPlot from 'uplot';
import type { Rows } from '../data/recording';
import { isDigital } from '../data/state';
import { formatNumber, formatTime } from '../i18n/format';
import type { Channel } from '../protocol';
import { Curves } from './curves';
import { CalmRange } from './range';
import type { Span } from './viewport';

/** A curve in the plot. */
export interface Trace {
  /** Its place among the columns of the rows. */
  readonly index: number;
  readonly channel: Channel;
  readonly color: string;
  readonly isDashed: boolean;
}

export interface ChartColors {
  readonly text: string;
  readonly grid: string;
}

export interface ChartEvents {
  /** The crosshair is at this time of the board, or gone. */
  pointed(t: number | null): void;
  /** A span was dragged over. */
  selected(span: Span): void;
  /** Twice clicked. */
  reset(): void;
}

export interface Chart {
  /** Where pointers act: the area of the curves. */
  readonly area: HTMLElement;
  draw(rows: Rows, span: Span, epoch: number): void;
  /** Moves the crosshair; null hides it. */
  point(t: number | null): void;
  /** The time under a position on the area, in CSS pixels from its left. */
  timeAt(left: number): number;
  destroy(): void;
}

/** Where it has this width, a plot has room for the axes of four units, else for two. */
const wide = 600;

/** The share of the height that one digital channel takes below the others. */
const lane = 0.08;
const mostLanes = 0.4;
/** The part of a lane between 0 and 1. */
const swing = 0.62;

export function createChart(target: HTMLElement, width: number, height: number, traces: readonly Trace[], colors: ChartColors, events: ChartEvents): Chart {
  const curves = new Curves(traces.map(({ index }) => index));
  const digital = traces.filter(({ channel }) => isDigital(channel));
  const others = traces.filter(({ channel }) => !isDigital(channel));
  const units = [...new Set(others.map(({ channel }) => channel.unit))];
  const ofUnit = (unit: string): readonly Trace[] => others.filter(({ channel }) => channel.unit === unit);
  const lanes = units.length === 0 ? 1 : Math.min(mostLanes, digital.length * lane);
  const labelled = units.slice(0, width < wide ? 2 : 4);
  /** How wide the axes of these are. */
  const sizes: number[] = [];
  let epoch = 0;

  /** Digital channels lie one above the other at the bottom, each in a lane of its own: a scale of which 0 to 1 is a small part. */
  function laneScale(n: number): uPlot.Scale {
    const height = lanes / digital.length;
    const bottom = (digital.length - 1 - n) * height + (height * (1 - swing)) / 2;
    const length = 1 / (height * swing);
    const min = -bottom * length;
    return { auto: false, range: [min, min + length] };
  }

  /** The others share what is above the lanes, those of one unit on one scale. */
  function unitScale(unit: string): uPlot.Scale {
    const calm = new CalmRange(ofUnit(unit).map(({ channel }) => channel));
    return {
      range: (_, min, max) => {
        const [low, high] = calm.fit(min, max);
        return [low - ((high - low) * lanes) / (1 - lanes), high];
      },
    };
  }

  /** That of its curve, where there is just one. */
  function unitColor(unit: string): string {
    const own = ofUnit(unit);
    return own.length === 1 ? own[0]!.color : colors.text;
  }

  function unitAxis(unit: string, n: number): uPlot.Axis {
    return {
      scale: scaleOf(unit),
      side: n === 0 ? 3 : 1,
      stroke: unitColor(unit),
      font,
      gap: 6,
      size: (_, values) => (sizes[n] = Math.max(3, unit.length, ...(values ?? []).map((value) => (value ?? '').length)) * 7 + 14),
      ticks: { show: false },
      grid: { show: n === 0, stroke: colors.grid, width: 1 },
      // Below the lowest value are the lanes.
      filter: (u, splits) => {
        const { min = 0, max = 1 } = u.scales[scaleOf(unit)]!;
        const low = min! + (max! - min!) * lanes;
        return splits.map((split) => (lanes === 0 || split >= low - 1e-9 ? split : null));
      },
      values: (_, splits) => splits.map((split) => (split === null ? '' : formatNumber(split))),
    };
  }

  const font = '12px system-ui, sans-serif';
  const options: uPlot.Options = {
    width,
    height,
    ms: 1,
    legend: { show: false },
    padding: [units.length > 0 ? 28 : 10, units.length > 1 ? 0 : 12, 0, units.length > 0 ? 0 : 12],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 6 },
      points: { size: 8 },
      bind: {
        dblclick: () => () => {
          events.reset();
          return null;
        },
      },
    },
    scales: {
      x: { time: true, auto: false },
      ...Object.fromEntries(units.map((unit) => [scaleOf(unit), unitScale(unit)])),
      ...Object.fromEntries(digital.map((trace, n) => [`d${trace.index}`, laneScale(n)])),
    },
    axes: [
      {
        stroke: colors.text,
        font,
        space: 76,
        size: 28,
        gap: 8,
        ticks: { show: false },
        grid: { stroke: colors.grid, width: 1 },
        values: (_, splits) => splits.map((date) => formatTime(date)),
      },
      ...labelled.map(unitAxis),
    ],
    series: [
      {},
      ...traces.map(
        (trace): uPlot.Series => ({
          scale: isDigital(trace.channel) ? `d${trace.index}` : scaleOf(trace.channel.unit),
          stroke: trace.color,
          width: 2,
          points: { show: false },
          ...(trace.isDashed ? { dash: [7, 5] } : {}),
          ...(isDigital(trace.channel) ? { paths: uPlot.paths.stepped!({ align: 1 }) } : {}),
        }),
      ),
    ],
    hooks: {
      // The units above their axes.
      draw: [
        ({ ctx, bbox }) => {
          ctx.font = `${12 * devicePixelRatio}px ${font.slice(5)}`;
          ctx.textBaseline = 'bottom';
          ctx.textAlign = 'left';
          let right = bbox.left + bbox.width;
          labelled.forEach((unit, n) => {
            ctx.fillStyle = unitColor(unit);
            ctx.fillText(unit, (n === 0 ? 0 : right) + 6 * devicePixelRatio, bbox.top - 10 * devicePixelRatio);
            right += n === 0 ? 0 : sizes[n]! * devicePixelRatio;
          });
        },
      ],
      setCursor: [(u) => events.pointed(u.cursor.left! < 0 ? null : u.posToVal(u.cursor.left!, 'x') - epoch)],
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (width > 0) {
            events.selected({ from: u.posToVal(left, 'x') - epoch, to: u.posToVal(left + width, 'x') - epoch });
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          }
        },
      ],
    },
  };
  const plot = new uPlot(options, curves.data, target);

  return {
    area: plot.over,
    draw(rows, span, rowsEpoch) {
      epoch = rowsEpoch;
      curves.fill(rows, span, epoch, Math.max(50, plot.bbox.width / devicePixelRatio));
      plot.batch(() => {
        plot.setData(curves.data, false);
        plot.setScale('x', { min: span.from + epoch, max: span.to + epoch });
      });
    },
    point: (t) => plot.setCursor(t === null ? { left: -10, top: -10 } : { left: plot.valToPos(t + epoch, 'x'), top: 1 }),
    timeAt: (left) => plot.posToVal(left, 'x') - epoch,
    destroy: () => plot.destroy(),
  };
}

function scaleOf(unit: string): string {
  return `u:${unit}`;
}
