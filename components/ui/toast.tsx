'use client';
import { Toaster as Base } from 'sonner';

export { toast } from 'sonner';

/**
 * Mount once in a shell that uses `toast`. Colours come from the tokens. On wide screens toasts lie
 * over the foot of the side navigation: a toast stays while the pointer rests on it, so it must not
 * come up over the button that was just pressed. On narrow ones it can be closed.
 */
export function Toaster() {
  return (
    <Base
      position="bottom-left"
      closeButton
      offset={12}
      gap={8}
      expand
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-3 font-sans rounded-lg border border-line bg-raised p-3.5 pr-9 text-sm text-fg shadow-pop sm:w-88 lg:w-54',
          content: 'min-w-0 flex-1',
          description: 'text-muted',
          error: 'border-bad/40 [&_[data-icon]]:text-bad',
          success: 'border-good/40 [&_[data-icon]]:text-good',
          actionButton: 'ml-auto shrink-0 rounded px-2 py-1 font-medium text-accent hover:bg-hover',
          icon: 'mt-0.5',
          closeButton:
            'absolute top-2 right-2 inline-flex size-6 items-center justify-center rounded text-muted hover:bg-hover hover:text-fg',
        },
      }}
    />
  );
}
