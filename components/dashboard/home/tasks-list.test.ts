import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { HomeTask } from '#lib/domain/home/schemas.ts';
import { newId } from '#lib/std/ids.ts';
import { TasksList } from './tasks-list.tsx';

const tasks = (count: number) =>
  Array.from(
    { length: count },
    (_, at): HomeTask => ({
      kind: 'consent_missing',
      appId: newId('app'),
      appName: `Masar ${at + 1}`,
      tenants: 2,
    }),
  );
const html = (count: number) =>
  renderToStaticMarkup(createElement(TasksList, { tasks: tasks(count), canDismiss: true }));
const apps = (text: string) =>
  [...text.matchAll(/<bdi[^>]*>(Masar \d+)<\/bdi>/g)].map(([, n]) => n);

it('six tasks stand there whole', () => {
  expect(apps(html(6))).toHaveLength(6);
  expect(html(6)).not.toContain('<details');
});

it('of seven, five stand there and two are one press away, none lost and none twice', () => {
  const [open = '', cut = ''] = html(7).split('<details');
  expect(apps(open)).toEqual(['Masar 1', 'Masar 2', 'Masar 3', 'Masar 4', 'Masar 5']);
  expect(cut).toContain('2 more');
  expect(apps(cut)).toEqual(['Masar 6', 'Masar 7']);
});

it('no task is a sentence, not an empty list', () => {
  expect(html(0)).toContain('Nothing needs a hand.');
  expect(html(0)).not.toContain('<ul');
});
