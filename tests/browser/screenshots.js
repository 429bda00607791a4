// Makes the pictures of the READMEs from a simulated board: npm run screenshots

import { writeFileSync } from 'node:fs';
import UPNG from 'upng-js';
import { closePages, openPage } from './support/browser.js';
import { live, toggle } from './support/page.js';
import { startBoard } from './support/simulator.js';

const pictures = [
  { name: 'desktop', viewport: { width: 1280, height: 860 }, colorScheme: 'light', channels: ['led', 'button'] },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'dark', channels: [] },
];

const board = await startBoard('--seed', '7');
try {
  for (const { name, viewport, colorScheme, channels } of pictures) {
    const { page } = await openPage(board.origin, { viewport, colorScheme });
    await page.waitForSelector(live);
    // The plot shows a minute.
    await page.waitForFunction(() => Number(document.querySelector('[data-channel="uptime"] [data-value]').dataset.value) > 62_000, null, { timeout: 90_000 });
    for (const channel of channels) {
      await page.click(`[data-chip="${channel}"]`);
    }
    await page.click(toggle('led'));
    await page.mouse.move(0, 0);
    await page.waitForTimeout(4_000);
    writeFileSync(new URL(`../../firmware/dashboard/${name}.png`, import.meta.url), small(await page.screenshot()));
    await page.click(toggle('led'));
    await closePages();
  }
} finally {
  await board.stop();
}

/** The same picture in 256 colours, which are enough for it. */
function small(png) {
  const image = UPNG.decode(png);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, 256));
}
