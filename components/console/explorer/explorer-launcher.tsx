'use client';
import { lazy, Suspense } from 'react';
import { ConsoleSkeleton } from '../console-loading.tsx';
import type { ExplorerProps } from './explorer.tsx';

const Explorer = lazy(() =>
  import('./explorer.tsx').then((module) => ({ default: module.Explorer })),
);

/** Loads the explorer when its page is open: no other page carries it. */
export function ExplorerLauncher(props: ExplorerProps) {
  return (
    <Suspense fallback={<ConsoleSkeleton />}>
      <Explorer {...props} />
    </Suspense>
  );
}
