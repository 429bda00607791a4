import { recall, remember } from '../preferences';
import { english } from './en';
import type { Strings } from './strings';

/** The languages by their tags, and what they call themselves. All but English are in a file of their own. */
export const languages = [
  { language: 'en', languageName: 'English' },
  { language: 'zh-Hans', languageName: '中文' },
  { language: 'de', languageName: 'Deutsch' },
] as const;

/** The words in the language that is chosen now. */
export let strings: Strings = await load(preferred());

const languageChanged: (() => void)[] = [];

/** Calls back now, and after every change of the language. */
export function followLanguage(changed: () => void): void {
  languageChanged.push(changed);
  changed();
}

export async function chooseLanguage(language: string): Promise<void> {
  remember('language', language);
  strings = await load(language);
  for (const changed of languageChanged) {
    changed();
  }
}

/** English when the board does not give the file. */
async function load(language: string): Promise<Strings> {
  if (language === english.language) {
    return english;
  }
  try {
    const address = new URL('assets/languages.js', document.baseURI).href;
    const { more } = (await (import.meta.env.DEV ? import('./languages') : import(/* @vite-ignore */ address))) as typeof import('./languages');
    return more.find((other) => other.language === language) ?? english;
  } catch {
    return english;
  }
}

/** What was chosen here before, else the first of the browser's languages that the page has, else English. */
function preferred(): string {
  for (const wanted of [recall('language'), ...navigator.languages]) {
    const primary = wanted?.split('-')[0]?.toLowerCase();
    const found = languages.find(({ language }) => language.split('-')[0] === primary);
    if (found) {
      return found.language;
    }
  }
  return english.language;
}
