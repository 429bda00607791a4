// The setup page of a new board, on phones: it has no script, so all of it is the board's own.

import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { checkAccessibility } from './support/axe.js';
import { closePages, openPage, screenshot, withoutBrowser } from './support/browser.js';
import { live, overflow } from './support/page.js';
import { useBoard } from './support/simulator.js';

describe('The setup page', { skip: withoutBrowser, timeout: 300_000 }, () => {
  const board = useBoard('--setup');

  afterEach(closePages);

  async function open(options = {}) {
    const { page, errors, elsewhere } = await openPage(board.origin, { viewport: { width: 390, height: 844 }, ...options });
    await page.goto(`${board.origin}/setup`);
    return { page, errors, elsewhere };
  }

  const save = (page) => page.click('button');

  for (const [width, colorScheme, locale] of [[320, 'dark', 'en'], [390, 'light', 'zh-CN'], [1440, 'dark', 'zh-TW']]) {
    test(`is accessible and fits ${width} pixels in ${locale} (${colorScheme}), with its mistakes too`, async () => {
      const { page, errors, elsewhere } = await open({ viewport: { width, height: 844 }, colorScheme, locale });
      const isChinese = locale !== 'en';
      assert.equal(await page.getAttribute('html', 'lang'), isChinese ? 'zh-Hans' : 'en');
      await page.getByText(isChinese ? '采样与通道' : 'Samples and channels').click();
      await checkAccessibility(page, 'the form');
      assert.deepEqual(await page.evaluate(overflow), { beyond: 0, outside: [] });
      const small = await page.$$eval('a, button, input, select, summary', (nodes) => nodes.filter((node) => {
        const { width: across, height } = node.getBoundingClientRect();
        return across < 24 || height < 24;
      }).map((node) => node.outerHTML));
      assert.deepEqual(small, []);
      await screenshot(page, `setup-${width}-${colorScheme}-${locale}`);

      await page.selectOption('[name=network]', 'Café Zürich');
      await page.fill('[name=passphrase]', 'correct horse');
      await page.fill('[name=channels]', 'channel=led output pin=2\nchannel=led output pin=4');
      await save(page);
      const alert = page.getByRole('alert');
      assert.equal(await alert.textContent(), isChinese ? '通道第 2 行“led”：另一行已使用通道 led，请换一个标识。' : 'Channel line 2, "led": another line makes the channel led. Take another id.');
      assert.ok(await alert.evaluate((node) => node === document.activeElement), 'it is read aloud');
      assert.equal(await page.getAttribute('html', 'lang'), isChinese ? 'zh-Hans' : 'en');
      assert.equal(await page.inputValue('[name=network]'), 'Café Zürich');
      assert.equal(await page.inputValue('[name=channels]'), 'channel=led output pin=2\nchannel=led output pin=4');
      assert.ok(await page.isVisible('[name=channels]'), 'what is wrong is seen');
      await checkAccessibility(page, 'with a mistake');
      assert.deepEqual(await page.evaluate(overflow), { beyond: 0, outside: [] });
      await screenshot(page, `setup-${width}-${colorScheme}-${locale}-mistake`);
      assert.deepEqual(errors.filter((error) => !error.includes('422')), []);
      assert.deepEqual(elsewhere, []);
    });
  }

  test('speaks the first of the browser\'s languages that it knows, and another when asked to', async () => {
    for (const [locale, title] of [['zh-Hant-HK', 'Wi-Fi 设置'], ['fr', 'Wi-Fi setup'], ['en-AU', 'Wi-Fi setup']]) {
      const { page } = await open({ locale });
      assert.equal(await page.title(), title);
      await page.context().close();
    }
    const { page } = await open();
    await page.getByRole('link', { name: '中文' }).click();
    assert.equal(await page.title(), 'Wi-Fi 设置');
    await save(page);
    assert.equal(await page.getByRole('alert').textContent(), '请选择或填写一个网络。', 'what follows is in the same language');
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(await page.title(), 'Wi-Fi setup');
    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.waitForSelector(live);
  });

  test('looks for networks again, and takes every byte of a name', async () => {
    const { page } = await open();
    await page.getByRole('link', { name: 'Look for networks again' }).click();
    await page.getByRole('heading', { name: 'Looking for networks' }).waitFor();
    await checkAccessibility(page, 'while it looks');
    await page.getByRole('link', { name: 'Back to the form' }).click();
    for (const name of [' two  spaces ', '🏠 100%2541 "home"', 'caf%e9%01']) {
      await page.selectOption('[name=network]', name);
      await page.fill('[name=passphrase]', 'z'.repeat(70));
      await save(page);
      assert.equal(await page.getByRole('alert').textContent(), 'Password of the network: at most 63 characters.');
      assert.equal(await page.inputValue('[name=network]'), name);
    }
  });

  test('is led to by the dashboard in its language, used with the keyboard alone, and gone when it is done', async () => {
    const { page } = await openPage(board.origin, { locale: 'zh-CN' });
    await page.waitForSelector(live);
    await page.getByRole('button', { name: '设置' }).click();
    await page.getByRole('link', { name: '设置 Wi-Fi 与名称' }).click();
    assert.equal(await page.title(), 'Wi-Fi 设置');

    await page.focus('[name=other]');
    await page.keyboard.type('Büro <1>');
    await page.keyboard.press('Tab');
    await page.keyboard.type('correct horse');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '已保存' }).waitFor();
    assert.match(await page.textContent('body'), /“Büro <1>”/);
    await checkAccessibility(page, 'saved');
    await screenshot(page, 'setup-saved');
    await board.line(/^Setup done/);
    assert.equal((await page.goto(`${board.origin}/setup`)).status(), 404);
  });
});
