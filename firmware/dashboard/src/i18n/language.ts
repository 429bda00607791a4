import { recall, remember } from '../preferences';
import { english } from './en';
import type { Strings } from './strings';
import { chinese } from './zh';

export const languages: readonly Strings[] = [english, chinese];

/** The words in the language that is chosen now. */
export let strings: Strings = preferred();

const languageChanged: (() => void)[] = [];

/** Calls back now, and after every change of the language. */
export function followLanguage(changed: () => void): void {
  languageChanged.push(changed);
  changed();
}

export function chooseLanguage(chosen: Strings): void {
  remember('language', chosen.language);
  strings = chosen;
  for (const changed of languageChanged) {
    changed();
  }
}

/** What was chosen here before, else the first of the browser's languages that the page has, else English. */
function preferred(): Strings {
  for (const wanted of [recall('language'), ...navigator.languages]) {
    const primary = wanted?.split('-')[0]?.toLowerCase();
    const found = languages.find(({ language }) => language.split('-')[0] === primary);
    if (found) {
      return found;
    }
  }
  return english;
}
