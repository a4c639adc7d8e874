import { Callout } from '../ui/callout.tsx';
import { PortalRefusal } from './portal-fetch.ts';

/** Why a live list stands still: a refusal says so itself, everything else passes. */
export function StaleNote({ error }: { error: Error | null }) {
  if (!error) return null;
  const isRefused = error instanceof PortalRefusal && error.code !== 'server_error';
  return (
    <Callout tone="warn" title="The list could not be brought up to date">
      {isRefused
        ? error.message
        : 'What you see may be older than it looks. It goes on by itself when the portal answers.'}
    </Callout>
  );
}
