import type { Navigation, TagGroup, TagSummary } from '#lib/openapi/model.ts';
import { routes } from '#lib/routes.ts';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { NavBranch } from './nav-branch.tsx';

export type NavPlace =
  | { kind: 'overview'; tag?: string }
  | { kind: 'operation'; slug: string }
  | { kind: 'webhook'; slug: string }
  | { kind: 'schemas' }
  | { kind: 'changes' }
  | { kind: 'explorer' };

export type ReferenceNavProps = {
  api: { slug: string; title: string; version: string };
  navigation: Navigation;
  current: NavPlace;
};

/** Tags of one API; only the open one carries its operations, so the HTML does not grow with the document. */
export function NavList({ api, navigation, current }: ReferenceNavProps) {
  const { tags, groups, webhooks, open } = navigation;
  const bySlug = new Map(tags.map((tag) => [tag.slug, tag]));
  return (
    <div>
      {groups.map((group) => (
        <NavGroup key={group.title ?? group.tags.join()} group={group}>
          {group.tags.map((slug) => {
            const tag = bySlug.get(slug);
            if (!tag) return null;
            return (
              <li key={slug}>
                <TagLine api={api.slug} tag={tag} open={open?.tag === slug} />
                {open?.tag === slug ? (
                  <NavBranch api={api.slug} branch={open} current={current} />
                ) : null}
              </li>
            );
          })}
        </NavGroup>
      ))}
      {webhooks.length > 0 ? (
        <>
          <p className="nav-title">Webhooks</p>
          <ul>
            {webhooks.map((webhook) => (
              <li key={webhook.slug}>
                <a
                  href={routes.webhook(api.slug, webhook.slug)}
                  className="nav-item"
                  aria-current={
                    current.kind === 'webhook' && current.slug === webhook.slug ? 'page' : undefined
                  }
                >
                  <MethodBadge method={webhook.method} variant="bare" />
                  <span>{webhook.name.replaceAll('.', '.\u200b')}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="nav-title">Schemas and changes</p>
      <ul>
        <li>
          <a
            href={routes.schemas(api.slug)}
            className="nav-item"
            aria-current={current.kind === 'schemas' ? 'page' : undefined}
          >
            <span>All schemas</span>
          </a>
        </li>
        <li>
          <a
            href={routes.changes(api.slug)}
            className="nav-item"
            aria-current={current.kind === 'changes' ? 'page' : undefined}
          >
            <span>Changes</span>
          </a>
        </li>
      </ul>
    </div>
  );
}

function NavGroup({ group, children }: { group: TagGroup; children: React.ReactNode }) {
  return (
    <>
      {group.title ? <p className="nav-title">{group.title}</p> : null}
      <ul>{children}</ul>
    </>
  );
}

function TagLine({ api, tag, open }: { api: string; tag: TagSummary; open: boolean }) {
  return (
    <a
      href={routes.tag(api, tag.slug)}
      className={tag.parent ? 'nav-tag nav-tag-child' : 'nav-tag'}
      data-open={open ? '' : undefined}
    >
      <span>{tag.title}</span>
      <small>{tag.operations}</small>
    </a>
  );
}
