import type { OperationLink } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';

type OperationPagerProps = { api: string; previous?: OperationLink; next?: OperationLink };

export function OperationPager({ api, previous, next }: OperationPagerProps) {
  if (!previous && !next) return null;
  return (
    <nav aria-label="Neighbours" className="op-pager">
      {previous ? <Neighbour api={api} link={previous} rel="prev" label="Previous" /> : <span />}
      {next ? <Neighbour api={api} link={next} rel="next" label="Next" /> : <span />}
    </nav>
  );
}

type NeighbourProps = { api: string; link: OperationLink; rel: 'prev' | 'next'; label: string };

function Neighbour({ api, link, rel, label }: NeighbourProps) {
  return (
    <a rel={rel} href={routes.operation(api, link.slug)}>
      <small>{label}</small>
      <span>
        <MethodBadge method={link.method} variant="bare" className="w-auto! pr-2" />
        {link.title}
      </span>
    </a>
  );
}
