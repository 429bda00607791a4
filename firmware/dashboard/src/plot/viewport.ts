/** From `from` to `to`, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The shortest span one can zoom into. */
const shortest = 200;

/**
 * Which part of time the plot shows: the last `window` milliseconds, or, while it is held, a part of the past. It is held when somebody pauses or
 * zooms; zooming goes on within the span that it was held at.
 */
export class Viewport {
  private held: Span | null = null;
  private zoomed: Span | null = null;
  private isPaused = false;
  private length: number;

  constructor(window: number) {
    this.length = window;
  }

  get window(): number {
    return this.length;
  }

  get isHeld(): boolean {
    return this.held !== null;
  }

  get isZoomed(): boolean {
    return this.zoomed !== null;
  }

  /** What to show when the newest row is of the time `newest`. */
  span(newest: number): Span {
    return this.zoomed ?? this.held ?? { from: newest - this.length, to: newest };
  }

  setWindow(window: number): void {
    this.length = window;
    this.zoomed = null;
    if (this.held && this.isPaused) {
      this.held = { from: this.held.to - window, to: this.held.to };
    } else {
      this.resume();
    }
  }

  pause(newest: number): void {
    this.held ??= this.span(newest);
    this.isPaused = true;
  }

  resume(): void {
    this.held = this.zoomed = null;
    this.isPaused = false;
  }

  /** Shows a span, as far as it lies in what was shown before anybody zoomed. */
  zoom({ from, to }: Span, newest: number): void {
    const held = (this.held ??= this.span(newest));
    const length = Math.max(shortest, to - from);
    if (length >= held.to - held.from) {
      this.reset();
      return;
    }
    const start = Math.min(Math.max((from + to - length) / 2, held.from), held.to - length);
    this.zoomed = { from: start, to: start + length };
  }

  /** Shows `factor` times as much time; `anchor` keeps its place. */
  zoomBy(factor: number, anchor: number, newest: number): void {
    const { from, to } = this.span(newest);
    this.zoom({ from: anchor - (anchor - from) * factor, to: anchor + (to - anchor) * factor }, newest);
  }

  /** Moves a zoomed view by a part of its length. */
  pan(part: number, newest: number): void {
    if (this.zoomed) {
      const { from, to } = this.zoomed;
      const by = (to - from) * part;
      this.zoom({ from: from + by, to: to + by }, newest);
    }
  }

  /** Back to what was shown before anybody zoomed. */
  reset(): void {
    this.zoomed = null;
    if (!this.isPaused) {
      this.held = null;
    }
  }
}
