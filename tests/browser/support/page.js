// What tests look for in the page; src/main.ts of the dashboard names these hooks.

export const live = 'html[data-link="live"]';
export const link = (state) => `html[data-link="${state}"]`;
export const card = (channel) => `[data-channel="${channel}"]`;
export const value = (channel) => `${card(channel)} [data-value]`;
export const toggle = (channel) => `${card(channel)} [role="switch"]`;
export const failure = (channel) => `${card(channel)} [data-error]`;

/** The page's value of each channel, as the board wrote it. Runs in the page. */
export function readings() {
  return Object.fromEntries([...document.querySelectorAll('[data-channel]')].map((card) => [card.dataset.channel, card.querySelector('[data-value]').dataset.value]));
}

/** Waits until an element's text is, or has, what is asked for. */
export function waitForText(page, selector, pattern) {
  return page.waitForFunction(([where, source]) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''), [selector, pattern.source]);
}

/** Lets the page draw what has arrived. */
export function nextFrame(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** How far the page and its cards reach beyond the window: nothing, if all is well. Runs in the page. */
export function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const outside = [...document.querySelectorAll('body *')].filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > clientWidth + 0.5 && !node.closest('.hidden, .tools'));
  return { beyond: scrollWidth - clientWidth, outside: outside.map((node) => node.outerHTML.slice(0, 80)) };
}
