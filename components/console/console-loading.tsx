import { Skeleton } from '../ui/skeleton.tsx';
import { ConsoleFrame } from './console-frame.tsx';

type ConsoleLoadingProps = { method: string; path: string; onClose(): void };

export function ConsoleLoading({ method, path, onClose }: ConsoleLoadingProps) {
  return (
    <ConsoleFrame method={method} path={path} onClose={onClose}>
      <ConsoleSkeleton />
    </ConsoleFrame>
  );
}

/** The shape of what is coming. */
export function ConsoleSkeleton() {
  return (
    <div className="console-section" aria-busy="true">
      <p className="sr-only" role="status">
        The console is loading.
      </p>
      <Skeleton className="h-16" />
      <Skeleton className="mt-6 h-4 w-32" />
      <Skeleton className="mt-3 h-9" />
      <Skeleton className="mt-3 h-9" />
      <Skeleton className="mt-6 h-40" />
    </div>
  );
}
