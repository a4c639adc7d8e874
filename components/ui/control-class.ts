/** The look of every text control. */
export const controlClass =
  'w-full rounded-md border border-line-strong bg-raised px-3 text-sm text-fg placeholder:text-faint ' +
  'hover:border-muted focus:border-accent focus-visible:outline-offset-0 disabled:opacity-60 ' +
  'aria-invalid:border-bad';
