import type { ReactNode } from 'react';
import { routes } from '#lib/routes.ts';
import { Breadcrumbs, type Crumb } from '../site/breadcrumbs.tsx';
import { MarkdownActions } from '../site/markdown-actions.tsx';
import type { GuideLink } from './guide-nav.tsx';

type GuideArticleProps = {
  /** Its own address. */
  page: string;
  crumbs: readonly Crumb[];
  title: string;
  description: string;
  eyebrow?: ReactNode;
  children: ReactNode;
  previous?: GuideLink;
  next?: GuideLink;
};

export function GuideArticle(props: GuideArticleProps) {
  const { page, crumbs, title, description, eyebrow, children, previous, next } = props;
  return (
    <article>
      <Breadcrumbs crumbs={crumbs} />
      {eyebrow ? <div className="mt-4">{eyebrow}</div> : null}
      <h1 className="mt-3 text-[2rem] leading-10 font-semibold wrap-anywhere">{title}</h1>
      <p className="mt-3 text-lg leading-7 text-muted">{description}</p>
      <div className="mt-3 mb-8 -ml-2.5">
        <MarkdownActions page={page} />
      </div>
      {children}
      {previous || next ? (
        <nav
          aria-label="Neighbours"
          className="mt-14 grid gap-3 border-t border-line pt-6 text-sm sm:grid-cols-2"
        >
          {previous ? <Neighbour guide={previous} label="Previous" /> : <span />}
          {next ? <Neighbour guide={next} label="Next" /> : null}
        </nav>
      ) : null}
    </article>
  );
}

function Neighbour({ guide, label }: { guide: GuideLink; label: 'Previous' | 'Next' }) {
  return (
    <a
      href={routes.docs(guide.slug)}
      className={`block rounded-lg border border-line px-4 py-3 hover:border-line-strong/60 hover:bg-hover/50 ${label === 'Next' ? 'sm:text-right' : ''}`}
    >
      <span className="block text-xs text-faint">{label}</span>
      <span className="font-medium">{guide.title}</span>
    </a>
  );
}
