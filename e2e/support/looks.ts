import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

const widths = [1440, 390] as const;
const themes = ['light', 'dark'] as const;

/** What is wrong with the looks of what stands open now, wide and narrow, light and dark; nothing is. */
export async function faultsOf(page: Page, what: string): Promise<unknown[]> {
  const before = page.viewportSize();
  const faults: unknown[] = [];
  for (const colorScheme of themes) {
    for (const width of widths) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
      const where = `${what}, ${width} px, ${colorScheme}`;
      const violations = await violationsOf(page);
      for (const { id, nodes } of violations)
        faults.push([where, id, nodes.map(({ html }) => html)]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wider > 0) faults.push([where, `scrolls sideways by ${wider} px`]);
      if (width < 600)
        faults.push(...(await tablesThatScroll(page)).map((table) => [where, table]));
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
  return faults;
}

/** Waits until what moves or fades has come to its end; what turns for ever does not count. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
    const moving = () =>
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)))
        .filter(({ playState }) => playState === 'running');
    await drawn();
    while (moving().length > 0) {
      await Promise.allSettled(moving().map(({ finished }) => finished));
      await drawn();
    }
  });

/** Tables that a phone shows a part of: their rows must stand as cards there, or leave out what matters least. */
function tablesThatScroll(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('section:has(> table)')]
      .filter((frame) => frame.scrollWidth > frame.clientWidth)
      .map((frame) => `the table ${frame.getAttribute('aria-label')} scrolls inside itself`),
  );
}

/** What axe finds on the page as it is drawn: a page that was still changing while axe read it is read once more. */
export async function violationsOf(page: Page) {
  await settle(page);
  const first = await new AxeBuilder({ page }).analyze();
  if (first.violations.length === 0) return [];
  await settle(page);
  return (await new AxeBuilder({ page }).analyze()).violations;
}

/** Axe finds nothing on the page as it stands. */
export async function expectAccessible(page: Page, what = page.url()): Promise<void> {
  const violations = await violationsOf(page);
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    what,
  ).toEqual([]);
}

/** What stands open now is accessible and fits, wide and narrow, light and dark. */
export async function expectGoodLooks(page: Page, what: string): Promise<void> {
  expect(await faultsOf(page, what), what).toEqual([]);
}
