import { cx } from '#lib/std/cx.ts';

export type Crumb = { label: string; href?: string };

/** Where am I: the way from the top; the last one is this page. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  // The first step of a long way stands in the menu too.
  const isLong = crumbs.length > 3;
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 text-[0.8125rem] text-faint">
      {/* On a phone the way's beginning is cut short, so that it stays one line and its end is read. */}
      <ol className="flex min-w-0 items-center gap-x-1.5 sm:flex-wrap sm:gap-y-0.5">
        {crumbs.map((crumb, index) => (
          <li
            key={crumb.label + (crumb.href ?? '')}
            className={cx(
              'flex min-w-0 items-center gap-1.5 last:shrink-0',
              isLong && index === 0 && 'max-sm:hidden',
            )}
          >
            {index > 0 ? (
              <span aria-hidden="true" className={cx(isLong && index === 1 && 'max-sm:hidden')}>
                /
              </span>
            ) : null}
            {crumb.href ? (
              <a
                href={crumb.href}
                className={cx(
                  'truncate hover:text-fg sm:max-w-64',
                  crumbs.length > 1 ? 'max-w-[30vw]' : 'max-w-[70vw]',
                )}
              >
                {crumb.label}
              </a>
            ) : (
              <span aria-current="page" className="max-w-[45vw] truncate sm:max-w-64">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
