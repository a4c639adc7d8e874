'use client';
import { useState } from 'react';
import { defaultGraceMs, graceChoices, type TokenView } from '#lib/domain/tokens/schemas.ts';
import type { AppId } from '#lib/std/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Refusal } from '../refusal.tsx';
import { TokenOnce } from './token-once.tsx';
import { useTokenActs } from './use-token-acts.tsx';

type Rotated = { token: string; previousExpiresAt: string };

/** Gives a token its next generation and shows it once. */
export function RotateToken({ app, token }: { app: AppId; token: TokenView }) {
  const { press, busy, problem, question } = useTokenActs(app);
  const [open, setOpen] = useState(false);
  const [graceMs, setGraceMs] = useState<number>(defaultGraceMs);
  const [made, setMade] = useState<Rotated | null>(null);
  const newest = token.generations[0];
  const old = token.generations.find(({ state }) => state === 'ending');
  const rotate = async () => {
    const body = { action: 'rotate', generation: newest?.generation, graceMs, force: Boolean(old) };
    setMade(await press<Rotated>(body, token.id));
  };
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) setMade(null);
  };
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={change}
        trigger={<Button size="sm">Rotate</Button>}
        title={made ? 'The new token' : 'Rotate this token?'}
        description={
          made ? undefined : 'The token keeps its id and its scopes and gets a new text.'
        }
        actions={
          made ? (
            <Button variant="primary" onClick={() => change(false)}>
              Done
            </Button>
          ) : (
            <Button variant={old ? 'danger' : 'primary'} busy={busy} onClick={rotate}>
              {old ? `End generation ${old.generation} and rotate` : 'Rotate'}
            </Button>
          )
        }
      >
        {made ? (
          <TokenOnce token={made.token}>
            {`It is shown this once. The old token ${Date.parse(made.previousExpiresAt) > Date.now() ? `is good until ${new Date(made.previousExpiresAt).toLocaleString()}` : 'has ended'}.`}
          </TokenOnce>
        ) : (
          <div className="grid gap-4">
            {old ? (
              <Callout tone="warn" title="A rotation is under way">
                Generation {old.generation} ends by itself <RelativeTime at={old.expiresAt} />. At
                most two are live, so rotating again now ends it at once.
              </Callout>
            ) : null}
            <GraceChoice graceMs={graceMs} onChange={setGraceMs} />
            <Refusal text={problem} />
          </div>
        )}
      </Dialog>
      {question}
    </>
  );
}

type GraceChoiceProps = { graceMs: number; onChange: (graceMs: number) => void };

function GraceChoice({ graceMs, onChange }: GraceChoiceProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">
        The token that is in use now stays good for
      </legend>
      {graceChoices.map((choice) => (
        <label key={choice.graceMs} className="flex items-center gap-2.5 text-sm">
          <input
            type="radio"
            name="grace"
            className="size-4 accent-(--accent)"
            checked={choice.graceMs === graceMs}
            onChange={() => onChange(choice.graceMs)}
          />
          {choice.graceMs === 0 ? 'No time: it ends at once' : choice.label}
        </label>
      ))}
      <p className="text-[0.8125rem] text-muted">
        Within that time you bring the new token to your servers. The page shows which of the two is
        still in use.
      </p>
    </fieldset>
  );
}
