import type { AppRow } from '#lib/domain/apps/list-apps.ts';
import { Card } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { AppStatusBadge } from '../app-status-badge.tsx';
import { integrationLabels } from '../apps-table.tsx';

/** What an app is: its state, how programs call it, where it runs. */
export function AppFacts({ app }: { app: AppRow }) {
  const items = [
    { label: 'Status', value: <AppStatusBadge status={app.status} /> },
    { label: 'Module', value: <Copyable text={app.slug} label="Copy the module" /> },
    { label: 'App id', value: <Copyable text={app.id} label="Copy the app id" /> },
    { label: 'Type', value: integrationLabels[app.integrationType] },
    { label: 'Installations', value: app.installations },
    { label: 'Registered', value: <RelativeTime at={app.createdAt.toISOString()} /> },
  ];
  return (
    <Card title="About this app">
      <KeyValues items={items} />
    </Card>
  );
}
