// WCAG 2.2 AA, as far as axe can tell.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with what violates WCAG in a page; `state` says what the page shows. */
export async function checkAccessibility(page, state) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary}`).join(' | ')}`);
  });
  assert.deepEqual(violations, [], state);
}
