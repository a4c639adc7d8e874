import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillAddresses, listGuides } from '#lib/content/pages.ts';
import { routes } from '#lib/routes.ts';
import { fencesOf } from './fences.ts';
import { hasProgram, runPage } from './run-page.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand.close());

const guides = listGuides();

// The examples are those of a reader at a terminal: bash and curl.
const canRun = hasProgram('bash') && hasProgram('curl');

it.each(canRun ? guides : [])(
  'the examples of $slug run, and answer what the page shows',
  async (guide) => {
    const text = fillAddresses(guide.markdown, stand.portalUrl, routes.partnersBase());
    const fences = fencesOf(text);
    const blocks = fences.filter(({ role }) => role === 'run' || role === 'start');
    if (blocks.length === 0) return;
    const { ran, faults, skipped } = await runPage(fences, await stand.environment());
    expect(faults).toEqual([]);
    expect(ran + skipped.length).toBe(fences.filter(({ role }) => role === 'run').length);
    expect(stand.errors).toEqual([]);
  },
  120_000,
);

it('every guide that shows a request has one that runs', () => {
  const without = guides.filter(({ markdown }) => {
    const fences = fencesOf(markdown);
    const isRunning = fences.some(({ role }) => role === 'run');
    return (
      !isRunning && fences.some(({ language, code }) => language === 'sh' && /\bcurl\b/.test(code))
    );
  });
  expect(without.map(({ slug }) => slug)).toEqual([]);
});
