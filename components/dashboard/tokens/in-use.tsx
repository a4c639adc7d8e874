import type { GenerationView } from '#lib/domain/tokens/schemas.ts';
import { Callout } from '../../ui/callout.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

/** While two generations work: which one the servers call with, and so whether the old one can end. */
export function InUse({ generations }: { generations: readonly GenerationView[] }) {
  const [newest, old] = generations;
  if (!newest || !old) return null;
  if (!newest.lastUse) {
    return (
      <Callout tone="warn" title={`Generation ${newest.generation} is not in use yet`}>
        Bring the new token to your servers before generation {old.generation} ends{' '}
        <RelativeTime at={old.expiresAt} />.
      </Callout>
    );
  }
  if (old.lastUse && Date.parse(old.lastUse.at) > Date.parse(newest.createdAt)) {
    return (
      <Callout tone="warn" title="Both generations are in use">
        Generation {old.generation} was last used <RelativeTime at={old.lastUse.at} />, after the
        rotation. End it when no server calls with it any more; it ends by itself{' '}
        <RelativeTime at={old.expiresAt} />.
      </Callout>
    );
  }
  return (
    <Callout tone="good" title={`Generation ${newest.generation} is in use`}>
      Nothing called with generation {old.generation} since the rotation: it can end early.
    </Callout>
  );
}
