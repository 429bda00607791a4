import { recall, remember } from './preferences';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export function currentTheme(): Theme {
  const kept = recall('theme');
  return themes.find((theme) => theme === kept) ?? 'system';
}

let chosen = currentTheme();

/** Calls back now, and whenever the colours change. */
export function followTheme(changed: () => void): (theme: Theme) => void {
  const apply = (): void => {
    document.documentElement.dataset['theme'] = chosen;
    const color = getComputedStyle(document.documentElement).backgroundColor;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', color);
    changed();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  apply();
  return (theme) => {
    chosen = theme;
    remember('theme', theme === 'system' ? null : theme);
    apply();
  };
}

export function chosenTheme(): Theme {
  return chosen;
}
