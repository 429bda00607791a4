import type { Rows } from '../data/recording';
import type { Reading } from '../data/state';
import { element } from '../ui/dom';
import { Curves } from './curves';
import { CalmRange } from './range';

const length = 60_000;

/** The last minute of a channel, without axes. */
export interface Sparkline {
  readonly element: HTMLCanvasElement;
  /** Draws when the curve has moved by a pixel, or `force` is set. */
  draw(rows: Rows, force: boolean): void;
}

export function createSparkline({ index, channel }: Reading): Sparkline {
  const canvas = element('canvas', { class: 'spark', 'aria-hidden': 'true' });
  const context = canvas.getContext('2d')!;
  const curves = new Curves([index]);
  const calm = new CalmRange([channel]);
  let width = 0;
  let height = 0;
  let color = '';
  let drawn = NaN;

  new ResizeObserver(([entry]) => {
    width = entry!.contentRect.width;
    height = entry!.contentRect.height;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    drawn = NaN;
  }).observe(canvas);

  return {
    element: canvas,
    draw(rows, force) {
      const newest = rows.length > 0 ? rows.times[rows.length - 1]! : 0;
      if (width === 0 || (!force && Math.abs(newest - drawn) < length / width)) {
        return;
      }
      if (force || color === '') {
        color = getComputedStyle(canvas).color;
      }
      drawn = newest;
      curves.fill(rows, { from: newest - length, to: newest }, 0, width);
      const [times, values] = curves.data;
      let lowest: number | null = null;
      let highest: number | null = null;
      for (const value of values!) {
        if (value !== null) {
          lowest = Math.min(lowest ?? value, value);
          highest = Math.max(highest ?? value, value);
        }
      }
      const [low, high] = calm.fit(lowest, highest);
      const scale = devicePixelRatio;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.clearRect(0, 0, width, height);
      context.strokeStyle = color;
      context.lineWidth = 1.5;
      context.lineJoin = 'round';
      context.beginPath();
      let isDown = false;
      values!.forEach((value, i) => {
        if (value === null) {
          isDown = false;
          return;
        }
        const x = width - ((newest - times[i]!) / length) * width;
        const y = height - 2 - ((value - low) / (high - low)) * (height - 4);
        if (isDown) {
          context.lineTo(x, y);
        } else {
          context.moveTo(x, y);
        }
        isDown = true;
      });
      context.stroke();
    },
  };
}
