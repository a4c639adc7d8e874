'use client';
import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { ReactElement, ReactNode } from 'react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { buttonClass } from './button-class.ts';
import { Callout } from './callout.tsx';
import { backdropClass } from './dialog.tsx';

type ConfirmDialogProps = {
  /** Opens the dialog; absent when `onClose` says that it stands open from outside. */
  trigger?: ReactElement;
  /** For a dialog that is rendered open: it was put away, done or not. */
  onClose?: () => void;
  title: ReactNode;
  /** What will happen, in one or two sentences. */
  children: ReactNode;
  /** The verb of the button that does it: "Revoke token". */
  action: string;
  destructive?: boolean;
  /** The dialog stays open, busy, until it settles; a rejection stands in it, with its message. */
  onConfirm: () => Promise<void> | void;
};

/** Asks once before an act that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, onClose, title, children, action, destructive = true, onConfirm } = props;
  const [open, setOpen] = useState(onClose !== undefined);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    setProblem(null);
    if (!next) onClose?.();
  };
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      change(false);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Base.Root open={open} onOpenChange={change}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className="fixed top-[18vh] left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line bg-raised p-5 shadow-pop">
          <Base.Title className="text-lg font-semibold">{title}</Base.Title>
          <Base.Description render={<div />} className="mt-2 text-sm leading-6 text-muted">
            {children}
          </Base.Description>
          <div role="alert" className="not-empty:mt-4">
            {problem ? <Callout tone="bad">{problem}</Callout> : null}
          </div>
          <div className="mt-5 flex justify-end gap-2">
            <Base.Close className={buttonClass('secondary', 'md')}>Cancel</Base.Close>
            <Button variant={destructive ? 'danger' : 'primary'} busy={busy} onClick={run}>
              {action}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
