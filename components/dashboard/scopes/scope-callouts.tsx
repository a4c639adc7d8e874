import { routes } from '#lib/routes.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Callout } from '../../ui/callout.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import type { ScopeLine } from './scopes-table.tsx';

type NextVersionCalloutProps = {
  app: AppId;
  lines: readonly ScopeLine[];
  /** Number of the published version. */
  published: number | null;
};

/** How the next version asks otherwise than the published one. */
export function NextVersionCallout({ app, lines, published }: NextVersionCalloutProps) {
  if (published === null) {
    return (
      <Callout tone="info" title="No version is published yet">
        Your own sandbox schools are asked for what the newest version says, drafts included, so
        that you can practise.
      </Callout>
    );
  }
  const more = lines.filter(({ asked, next }) => !asked && next);
  const fewer = lines.filter(({ asked, next }) => asked && !next);
  if (more.length + fewer.length === 0) return null;
  return (
    <Callout
      tone="info"
      title={`The next version asks for ${more.length} more and ${fewer.length} fewer than version ${published}`}
      actions={
        <>
          <LinkButton size="sm" href={routes.app(app, 'manifest')}>
            Open the manifest
          </LinkButton>
          <LinkButton size="sm" href={routes.app(app, 'versions')}>
            Submit it
          </LinkButton>
        </>
      }
    >
      Schools are asked when it is published, and only for the difference. What they granted stays.
    </Callout>
  );
}

type BehindCalloutProps = { app: AppId; behind: number; living: number };

/** Schools that have not consented to everything that is asked. */
export function BehindCallout({ app, behind, living }: BehindCalloutProps) {
  if (behind === 0) return null;
  return (
    <Callout
      tone="warn"
      title={`${behind} of ${living} installations have not consented to everything`}
      actions={
        <LinkButton size="sm" href={routes.app(app, 'installations')}>
          See the installations
        </LinkButton>
      }
    >
      They go on with what they granted. Their administrators are asked for the difference only.
    </Callout>
  );
}
