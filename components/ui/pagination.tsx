import { buttonClass } from './button-class.ts';

type PaginationProps = {
  page: number;
  pages: number;
  /** Address of a page; the caller keeps the other filters in it. */
  href: (page: number) => string;
  label?: string;
};

export function Pagination({ page, pages, href, label = 'Pages' }: PaginationProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-3 text-sm text-muted">
      {page > 1 ? (
        <a rel="prev" href={href(page - 1)} className={buttonClass('secondary', 'sm')}>
          Previous
        </a>
      ) : (
        <span />
      )}
      <span className="tabular-nums">
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <a rel="next" href={href(page + 1)} className={buttonClass('secondary', 'sm')}>
          Next
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
