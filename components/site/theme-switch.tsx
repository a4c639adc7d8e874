import { Moon, Sun } from 'lucide-react';

/** Plain HTML: the page's listener flips the theme, the icons follow the tokens' colour scheme. */
export function ThemeSwitch() {
  return (
    <button
      type="button"
      data-theme-toggle=""
      data-needs-js=""
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      className="inline-flex size-9 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg"
    >
      <Sun className="size-4.5 dark:hidden" aria-hidden="true" />
      <Moon className="hidden size-4.5 dark:block" aria-hidden="true" />
    </button>
  );
}
