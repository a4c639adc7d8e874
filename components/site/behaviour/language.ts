import { languageKey } from '../theme-script.ts';

/** Chooses the language of all samples, on this page and on all later ones. */
export function setLanguage(language: string): void {
  document.documentElement.dataset.lang = language;
  try {
    localStorage.setItem(languageKey, language);
  } catch {
    // Storage may be closed to us; the choice then holds for this page.
  }
  markLanguage();
}

/** Tells screen readers which language button is on; the look follows from the attribute on <html> alone. */
export function markLanguage(): void {
  const chosen = document.documentElement.dataset.lang ?? 'curl';
  for (const button of document.querySelectorAll<HTMLElement>('[data-set-lang]')) {
    const isThere = button.parentElement?.querySelector(`[data-set-lang="${chosen}"]`);
    const isOn = isThere ? button.dataset.setLang === chosen : button.dataset.first !== undefined;
    button.setAttribute('aria-pressed', String(isOn));
  }
}
