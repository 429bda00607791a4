// A WebSocket that is answered inside the page, so that samples come faster than any connection could bring them. `install` and the rest run in the page.

export const channels = Array.from({ length: 16 }, (_, i) => ({ id: `sensor-${i}`, kind: 'analog', unit: i % 2 ? 'mV' : '%', value: 0, min: 0, max: 1000 }));

/** Before the page's own script. */
export function install({ list, interval }) {
  let socket = null;
  let t = 1000;
  const say = (message) => socket.onmessage?.({ data: JSON.stringify(message) });

  window.WebSocket = class {
    static OPEN = 1;
    readyState = 0;

    constructor() {
      socket = this;
      setTimeout(() => {
        this.readyState = 1;
        this.onopen?.();
        say({ type: 'hello', board: 'flood', firmware: '1', interval, channels: list });
        window.flood.send(1);
      });
    }

    send(text) {
      const { id } = JSON.parse(text);
      setTimeout(() => say({ type: 'ack', id }));
    }

    close() {}
  };

  window.flood = {
    /** Sends the next samples, all at once. */
    send(count) {
      for (let n = 0; n < count; n++) {
        t += interval;
        say({ type: 'sample', seq: t / interval, t, v: list.map((_, i) => Math.round(500 + 400 * Math.sin(t / 3000 + i) + 20 * Math.sin(t * (i + 1)))) });
      }
    },
  };
}

/** Before the page's own script: notes what it does in which frame. */
export function watchWork() {
  const work = { frames: 0, plotDraws: new Map(), sparkDraws: 0, layoutReads: 0, isHidden: false, waiting: [] };
  window.work = work;
  let frame = 0;

  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => {
    if (work.isHidden) {
      work.waiting.push(callback);
      return 0;
    }
    return request((time) => {
      frame = time;
      callback(time);
    });
  };

  const clearRect = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    if (this.canvas.closest('.plot-frame')) {
      work.plotDraws.set(frame, (work.plotDraws.get(frame) ?? 0) + 1);
    } else {
      work.sparkDraws++;
    }
    return clearRect.apply(this, area);
  };

  // What makes the browser lay out the page in the middle of a script.
  for (const [owner, name] of [[Element, 'clientWidth'], [Element, 'clientHeight'], [Element, 'scrollWidth'], [HTMLElement, 'offsetWidth'], [HTMLElement, 'offsetHeight']]) {
    const { get } = Object.getOwnPropertyDescriptor(owner.prototype, name);
    Object.defineProperty(owner.prototype, name, {
      get() {
        work.layoutReads++;
        return get.call(this);
      },
    });
  }
  const rectangle = Element.prototype.getBoundingClientRect;
  Element.prototype.getBoundingClientRect = function () {
    work.layoutReads++;
    return rectangle.call(this);
  };
}
