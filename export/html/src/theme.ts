// Light or dark: as the system has it, until the reader chooses. Colours are those of page.css.
import {families, typeNames} from './words.ts';

export interface Palette {
  paper: string;
  ink: string;
  inkSoft: string;
  rule: string;
  accent: string;
  ghost: string;
  tie: string;
  tieStrong: string;
  tieFaint: string;
  tieConflict: string;
  family: string[];
  type: string[];
  community: string[];
  otherCommunity: string;
}

export const communityColours = 9;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: colour('paper'),
    ink: colour('ink'),
    inkSoft: colour('ink-soft'),
    rule: colour('rule'),
    accent: colour('accent'),
    ghost: colour('ghost'),
    tie: colour('tie'),
    tieStrong: colour('tie-strong'),
    tieFaint: colour('tie-faint'),
    tieConflict: colour('tie-conflict'),
    family: families.map((family) => colour(family)),
    type: typeNames.map((type) => colour(type)),
    community: Array.from({length: communityColours}, (_, i) => colour(`community-${i + 1}`)),
    otherCommunity: colour('community-other'),
  };
}

const key = 'chancery-theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

export function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen ? chosen === 'dark' : dark.matches;
}

/** Takes up what was chosen last time, and tells of every change. */
export function startTheme(button: HTMLButtonElement, changed: () => void): void {
  const offer = () => (button.textContent = isDark() ? 'Light' : 'Dark');
  const show = () => {
    offer();
    changed();
  };
  try {
    const chosen = localStorage.getItem(key);
    if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset['theme'] = chosen;
  } catch {
    // a browser may keep nothing for files
  }
  button.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    try {
      localStorage.setItem(key, next);
    } catch {
      // as above
    }
    show();
  });
  dark.addEventListener('change', show);
  offer();
}
