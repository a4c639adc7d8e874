'use client';
import { Toaster as Base } from 'sonner';

export { toast } from 'sonner';

/** Mount once in a shell that uses `toast`. Colours come from the tokens. */
export function Toaster() {
  return (
    <Base
      position="bottom-right"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-3 rounded-lg border border-line bg-raised p-3.5 text-sm text-fg shadow-pop sm:w-88',
          description: 'text-muted',
          error: 'border-bad/40',
          success: 'border-good/40',
          actionButton: 'ml-auto shrink-0 rounded px-2 py-1 font-medium text-accent hover:bg-hover',
          icon: 'mt-0.5',
        },
      }}
    />
  );
}
