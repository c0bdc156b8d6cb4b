import { inkOn, readableOn } from '../color.js';
import type { Options } from '../options.js';

// The grounds accent-coloured words stand on; they agree with the style sheet.
const GROUND = { light: '#f3f2ef', dark: '#2a2b30' };

/** Dresses the root in the scheme asked for, following the system where that is `auto`, and in readable accents. */
export function applyTheme(root: HTMLElement, { theme, accent }: Options): void {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const dress = () => {
    const scheme = theme === 'auto' ? (prefersDark.matches ? 'dark' : 'light') : theme;
    root.dataset.scheme = scheme;
    root.style.setProperty('--accent', accent);
    root.style.setProperty('--on-accent', inkOn(accent));
    root.style.setProperty('--accent-text', readableOn(accent, GROUND[scheme]));
  };
  prefersDark.addEventListener('change', dress);
  dress();
}
