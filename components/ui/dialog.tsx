'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '#lib/std/cx.ts';

type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the one that goes on last. */
  actions?: ReactNode;
  /** Opens the dialog; absent when `open` is steered from outside. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

export const backdropClass =
  'fixed inset-0 z-50 bg-shade transition-opacity data-[starting-style]:opacity-0 data-[ending-style]:opacity-0';

/** A press beside it does not close it: what was typed in it, or a secret shown once, would be lost. */
export function Dialog(props: DialogProps) {
  const { title, description, children, actions, trigger, open, onOpenChange, className } = props;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)} disablePointerDismissal>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup
          className={cx(
            'fixed top-[12vh] left-1/2 z-50 max-h-[80vh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 overflow-y-auto',
            'rounded-xl border border-line bg-raised p-5 shadow-pop transition-opacity',
            'data-[starting-style]:opacity-0 data-[ending-style]:opacity-0',
            className,
          )}
        >
          <div className="flex items-start justify-between gap-4">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            <Base.Close
              aria-label="Close"
              className="-mt-1 -mr-1 rounded p-1.5 text-faint hover:bg-hover hover:text-fg"
            >
              <X className="size-4" aria-hidden="true" />
            </Base.Close>
          </div>
          {description ? (
            <Base.Description className="mt-1 text-sm leading-6 text-muted">
              {description}
            </Base.Description>
          ) : null}
          {children ? <div className="mt-4">{children}</div> : null}
          {actions ? <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
