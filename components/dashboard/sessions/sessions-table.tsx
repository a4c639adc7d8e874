'use client';
import { useState } from 'react';
import type { SessionView } from '#lib/domain/sessions/own-sessions.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { Refusal } from '../refusal.tsx';
import { reloadPage, usePortalAct } from '../use-portal-act.ts';

/** Where a person is signed in; each can be ended. */
export function SessionsTable({ sessions }: { sessions: readonly SessionView[] }) {
  const { act, press, busy, problem } = usePortalAct(routes.portalData('sessions'));
  const [pressed, setPressed] = useState<string | null>(null);
  const end = async (sessionId: string) => {
    setPressed(sessionId);
    if (await press({ sessionId })) reloadPage();
  };
  return (
    <div className="grid grid-cols-1 gap-4">
      <Table label="Sessions" stacked>
        <thead>
          <tr>
            <Th>Browser</Th>
            <Th>From</Th>
            <Th>Last seen</Th>
            <Th>Signed in</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((one) => (
            <Tr key={one.id}>
              <Td className="max-w-80" title={one.userAgent ?? undefined}>
                <span className="flex items-center gap-2">
                  <bdi className="truncate">{browserOf(one.userAgent)}</bdi>
                  {one.isCurrent ? <Badge tone="accent">This browser</Badge> : null}
                </span>
              </Td>
              <Td label="From" className="font-mono text-[0.8125rem]">
                {one.clientAddress ?? 'unknown'}
              </Td>
              <Td label="Last seen" className="whitespace-nowrap text-muted">
                <RelativeTime at={one.lastSeenAt.toISOString()} />
              </Td>
              <Td label="Signed in" className="whitespace-nowrap text-muted">
                <RelativeTime at={one.createdAt.toISOString()} />
              </Td>
              <Td className="text-right">
                {one.isCurrent ? (
                  <LinkButton size="sm" href={routes.signOutPage()}>
                    Sign out
                  </LinkButton>
                ) : (
                  <Button size="sm" data-needs-js="" busy={busy} onClick={() => void end(one.id)}>
                    End
                  </Button>
                )}
                <Refusal text={pressed === one.id ? problem : null} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {sessions.length > 1 ? (
        <div data-needs-js="">
          <ConfirmDialog
            trigger={<Button variant="danger">End all others</Button>}
            title="End all other sessions?"
            action="End all others"
            onConfirm={async () => {
              await act({ others: true });
              reloadPage();
            }}
          >
            Every other browser is signed out with its next request. This one stays signed in.
          </ConfirmDialog>
        </div>
      ) : null}
    </div>
  );
}

const browsers = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'] as const;
const names: Record<(typeof browsers)[number], string> = {
  Edg: 'Edge',
  OPR: 'Opera',
  Firefox: 'Firefox',
  Chrome: 'Chrome',
  Safari: 'Safari',
};
const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'];

/** "Chrome on Windows", as far as the browser says; otherwise what it says. */
function browserOf(agent: string | null): string {
  if (!agent) return 'Unknown';
  const browser = browsers.find((name) => agent.includes(`${name}/`));
  const system = systems.find((name) => agent.includes(name));
  if (!browser) return agent;
  return system ? `${names[browser]} on ${system}` : names[browser];
}
