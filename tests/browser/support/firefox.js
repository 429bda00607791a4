// Firefox as it is installed, by WebDriver BiDi: Playwright drives only a Firefox of its own.

import puppeteer from 'puppeteer-core';
import { find } from './browser.js';

const path = process.env.FIREFOX || find(['firefox-esr', 'firefox']);

/** A reason to skip, or false. */
export const withoutFirefox = path ? false : 'Firefox is not installed (apt-get install firefox-esr, or name one with FIREFOX)';

export function launchFirefox() {
  return puppeteer.launch({ browser: 'firefox', executablePath: path, headless: true });
}
