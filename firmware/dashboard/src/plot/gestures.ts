import type { Chart } from './chart';
import type { Span } from './viewport';

export interface GestureEvents {
  zoomTo(span: Span): void;
  zoomBy(factor: number, anchor: number): void;
}

/** The wheel and fingers on a chart. One finger moves the crosshair and leaves scrolling to the browser, two zoom. */
export function followGestures(chart: Chart, isFocused: () => boolean, { zoomTo, zoomBy }: GestureEvents): void {
  const { area } = chart;
  const fingers = new Map<number, { x: number; readonly time: number }>();
  const left = (event: MouseEvent): number => event.clientX - area.getBoundingClientRect().left;

  // Without Ctrl the wheel scrolls the page, unless somebody works with the plot. A trackpad's pinch comes as the wheel with Ctrl.
  area.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey || isFocused()) {
        event.preventDefault();
        zoomBy(2 ** (Math.sign(event.deltaY) * Math.min(1, Math.abs(event.deltaY) / 100) * 0.5), chart.timeAt(left(event)));
      }
    },
    { passive: false },
  );

  area.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') {
      const x = left(event);
      fingers.set(event.pointerId, { x, time: chart.timeAt(x) });
    }
  });

  area.addEventListener('pointermove', (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) {
      return;
    }
    finger.x = left(event);
    const [first, second] = [...fingers.values()].sort((a, b) => a.x - b.x);
    if (!first || !second) {
      chart.point(chart.timeAt(finger.x));
      return;
    }
    // What was under the fingers stays under them.
    const each = (second.time - first.time) / Math.max(20, second.x - first.x);
    if (each > 0) {
      zoomTo({ from: first.time - first.x * each, to: first.time + (area.clientWidth - first.x) * each });
    }
  });

  for (const end of ['pointerup', 'pointercancel'] as const) {
    area.addEventListener(end, (event) => {
      if (fingers.delete(event.pointerId) && fingers.size === 0) {
        chart.point(null);
      }
    });
  }
}
