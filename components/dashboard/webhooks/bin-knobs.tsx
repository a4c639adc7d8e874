'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { BinBehaviour } from '#lib/db/schema/webhooks.ts';
import {
  type BinView,
  offeredAnswers,
  offeredDelaysMs,
  offeredFailures,
} from '#lib/domain/bins/schemas.ts';
import { Select } from '../../ui/select.tsx';
import { portalFetch, refusalText } from '../portal-fetch.ts';
import { Refusal } from '../refusal.tsx';

type Change = {
  status?: number;
  behaviour?: BinBehaviour;
  delayMs?: number;
  failNext?: number;
};

const behaviours: readonly [BinBehaviour, string][] = [
  ['answer', 'Answer normally'],
  ['drop', 'Drop the connection'],
  ['drip', 'Drip the body slowly'],
];
const withCurrent = (offered: readonly number[], current: number) =>
  [...new Set([...offered, current])].sort((a, b) => a - b);
const delayText = (ms: number) => (ms === 0 ? 'At once' : `After ${ms / 1000} s`);
const failText = (count: number) => {
  if (count === 0) return 'Never';
  return count === 1 ? 'The next one' : `The next ${count}`;
};

type KnobProps = {
  label: string;
  value: string | number;
  busy: boolean;
  onChange: (text: string) => void;
  children: ReactNode;
};

function Knob({ label, value, busy, onChange, children }: KnobProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-[0.8125rem] text-muted">
        {label}
      </label>
      <Select
        id={id}
        value={value}
        disabled={busy}
        onChange={({ target }) => onChange(target.value)}
      >
        {children}
      </Select>
    </div>
  );
}

type BinKnobsProps = { url: string; bin: BinView; mayChange: boolean };

/** How a bin answers: practice for a receiver that is slow, broken or gone. */
export function BinKnobs({ url, bin, mayChange }: BinKnobsProps) {
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: (change: Change) => portalFetch(url, { method: 'PATCH', body: change }),
    onSettled: () => client.invalidateQueries({ queryKey: ['bin', bin.binId] }),
  });
  const busy = set.isPending || !mayChange;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4" data-needs-js="">
      <Knob
        label="Answers with"
        value={bin.answerStatus}
        busy={busy}
        onChange={(text) => set.mutate({ status: Number(text) })}
      >
        {withCurrent(offeredAnswers, bin.answerStatus).map((status) => (
          <option key={status}>{status}</option>
        ))}
      </Knob>
      <Knob
        label="When"
        value={bin.delayMs}
        busy={busy}
        onChange={(text) => set.mutate({ delayMs: Number(text) })}
      >
        {withCurrent(offeredDelaysMs, bin.delayMs).map((ms) => (
          <option key={ms} value={ms}>
            {delayText(ms)}
          </option>
        ))}
      </Knob>
      <Knob
        label="How"
        value={bin.behaviour}
        busy={busy}
        onChange={(text) =>
          set.mutate({ behaviour: behaviours.find(([name]) => name === text)?.[0] ?? 'answer' })
        }
      >
        {behaviours.map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </Knob>
      <Knob
        label="Fails with 503 first"
        value={bin.failNext}
        busy={busy}
        onChange={(text) => set.mutate({ failNext: Number(text) })}
      >
        {withCurrent(offeredFailures, bin.failNext).map((count) => (
          <option key={count} value={count}>
            {failText(count)}
          </option>
        ))}
      </Knob>
      <div className="col-span-full has-[:empty]:hidden">
        <Refusal text={set.error && refusalText(set.error)} />
      </div>
    </div>
  );
}
