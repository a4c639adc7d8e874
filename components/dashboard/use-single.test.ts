import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { useSingle } from './use-single.ts';

type Work = (input: string) => Promise<unknown>;
type Single = (input: string) => Promise<void>;

function Component({ work, give }: { work: Work; give: (single: Single) => void }) {
  give(useSingle(work));
  return null;
}

/** What the hook gives to the component that uses it. */
function single(work: Work): Single {
  const given: Single[] = [];
  const give = (one: Single) => void given.push(one);
  renderToStaticMarkup(createElement(Component, { work, give }));
  return given[0] ?? expect.unreachable('the component was rendered');
}

it('a second press while the first is at work does nothing, and the next one after it works', async () => {
  const seen: string[] = [];
  const ends: (() => void)[] = [];
  const once = single((input) => {
    seen.push(input);
    return new Promise<void>((resolve) => ends.push(resolve));
  });
  const first = once('resend');
  await once('resend');
  await once('cancel');
  expect(seen).toEqual(['resend']);
  ends[0]?.();
  await first;
  const next = once('cancel');
  expect(seen).toEqual(['resend', 'cancel']);
  ends[1]?.();
  await next;
});

it('a failure reaches whoever asked, and stops no later press', async () => {
  let calls = 0;
  const once = single(async () => {
    calls += 1;
    if (calls === 1) throw new Error('The portal could not be reached.');
  });
  await expect(once('resend')).rejects.toThrow('could not be reached');
  await once('resend');
  expect(calls).toBe(2);
});
