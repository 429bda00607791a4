// Signing in and out in the page, on a simulated board with a password.

import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { closePages, openPage, withoutBrowser } from './support/browser.js';
import { card, link, live, toggle, waitForText } from './support/page.js';
import { startBoard } from './support/simulator.js';

const password = 'correct horse';

describe('The page of a board with a password', { skip: withoutBrowser, timeout: 300_000 }, () => {
  afterEach(closePages);

  async function signIn(page, secret) {
    await page.getByLabel('Password').fill(secret);
    await page.keyboard.press('Enter');
  }

  test('lets in with it, keeps the session, and locks every tab when it is ended', async () => {
    const board = await startBoard('--password', password);
    const { page } = await openPage(board.origin);
    await page.waitForSelector(link('signin'));
    assert.equal(await page.locator('[data-channel]').count(), 0, 'nothing of the board is seen');
    await signIn(page, 'wrong horse');
    await page.getByText('That is not the password.').waitFor();
    await signIn(page, password);
    await page.waitForSelector(live);
    await page.click(toggle('led'));
    await board.line(/LED on$/);

    const second = await page.context().newPage();
    await second.goto(`${board.origin}/`);
    await second.waitForSelector(live);
    await page.reload();
    await page.waitForSelector(live);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForSelector(link('signin'));
    await second.waitForSelector(link('signin'));
    await second.getByLabel('Password').waitFor();
    await page.context().close();
    await board.stop();
  });

  test('says how long to wait after too many attempts', async () => {
    const board = await startBoard('--password', password);
    const { page } = await openPage(board.origin);
    await page.waitForSelector(link('signin'));
    // The longer it goes on, the longer the board makes one wait: a slow browser sees it late, but sees it.
    let isTold = false;
    for (let i = 0; i < 12 && !isTold; i++) {
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await signIn(page, `guess ${i}`);
      await answered;
      await waitForText(page, '#sign-in-error', /\S/);
      isTold = await page.getByText(/^Too many attempts\. Try again in \d+ s\.$/).isVisible();
    }
    assert.ok(isTold);
    await page.waitForSelector('form button[aria-disabled="false"]');
    await signIn(page, password);
    await page.waitForSelector(live);
    await page.context().close();
    await board.stop();
  });

  test('shows an open board to everybody, and switches for who has signed in', async () => {
    const board = await startBoard('--password', password, '--open-reading');
    const { page } = await openPage(board.origin);
    await page.waitForSelector(live);
    await waitForText(page, '[data-notice]', /switching needs the password/);
    assert.equal(await page.getAttribute(toggle('led'), 'aria-disabled'), 'true');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await signIn(page, password);
    await page.waitForSelector(`${toggle('led')}[aria-disabled="false"]`);
    await page.click(toggle('led'));
    await board.line(/LED on$/);
    await page.waitForSelector(`${card('led')}:not([data-pending])[data-on]`);
    await page.context().close();
    await board.stop();
  });
});
