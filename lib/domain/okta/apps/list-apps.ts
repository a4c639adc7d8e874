import type { OktaJson } from '#lib/db/schema/okta.ts';
import { checkExpression, type FilterRules } from '../filter/evaluate.ts';
import { parseExpression } from '../filter/parse.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { OktaError } from '../okta-error.ts';
import { type OktaPage, toPage } from '../paging.ts';
import { findAppUsers, renderAppUser } from '../users/app-users.ts';
import { type AppNarrowing, findApp, findLogo, listAppRows } from './queries.ts';
import { renderApp } from './render-app.ts';

const eqOnly = { type: 'text', operators: ['eq'] } as const;
/** One expression, only `eq` (contract, Okta 6.1). */
const rules: FilterRules = {
  attributes: {
    status: { ...eqOnly, values: ['ACTIVE', 'INACTIVE'] },
    name: eqOnly,
    'user.id': eqOnly,
    'group.id': eqOnly,
    'credentials.signing.kid': eqOnly,
  },
  joined: false,
};
const columns = {
  status: 'status',
  name: 'name',
  'user.id': 'user',
  'group.id': 'group',
  'credentials.signing.kid': 'kid',
} as const;
const isColumn = (attribute: string): attribute is keyof typeof columns =>
  Object.hasOwn(columns, attribute);

function narrowingOf(q: string | null, filter: string | null): AppNarrowing {
  if (q !== null && filter !== null) throw new OktaError('E0000033');
  if (q !== null) return { by: 'q', text: q };
  if (filter === null) return { by: 'nothing' };
  const expression = parseExpression(filter);
  checkExpression(expression, rules);
  if (expression.kind !== 'compare' || !isColumn(expression.attribute)) {
    throw new OktaError('E0000094');
  }
  const { value } = expression;
  // A NUL cannot stand in any record, and PostgreSQL refuses it.
  if (typeof value !== 'string' || value.includes('\0')) throw new OktaError('E0000031');
  return { by: columns[expression.attribute], value };
}

/** `user/{id}` of an expansion; null: none asked for. */
function userOf(expand: string | null): string | null {
  if (expand === null || expand === '') return null;
  const user = /^user\/([A-Za-z0-9]{1,64})$/.exec(expand)?.[1];
  if (!user) throw new OktaError('E0000063');
  return user;
}

export type ListAppsInput = {
  q: string | null;
  filter: string | null;
  expand: string | null;
  after: number;
  limit: number;
};

/** The apps of the org, in order of creation. Throws `E0000031`, `E0000033`, `E0000063`, `E0000094` (contract, Okta 6.1). */
export async function listApps(ctx: OktaCtx, input: ListAppsInput): Promise<OktaPage<OktaJson>> {
  const narrowing = narrowingOf(input.q, input.filter);
  const userId = userOf(input.expand);
  if (userId !== null && !(narrowing.by === 'user' && narrowing.value === userId)) {
    throw new OktaError('E0000063');
  }
  const rows = await listAppRows(ctx, narrowing, input.after, input.limit + 1);
  const { items, next } = toPage(rows, input.limit, ({ row }) => row.seq);
  const appIds = items.map(({ row }) => row.id);
  const users = userId === null ? [] : await findAppUsers(ctx, { appIds, userId });
  const byApp = new Map(users.map((user) => [user.appId, renderAppUser(ctx, user)]));
  return {
    next,
    items: items.map(({ row, logo }) => {
      const user = byApp.get(row.id);
      return renderApp(ctx, row, { logo, ...(user ? { embedded: { user } } : {}) });
    }),
  };
}

/** One app. Throws `E0000007`, and `E0000063` for an expansion that is none. */
export async function getApp(
  ctx: OktaCtx,
  input: { appId: string; expand: string | null },
): Promise<OktaJson> {
  const userId = userOf(input.expand);
  const row = await findApp(ctx, input.appId);
  const logo = await findLogo(ctx, row.id);
  const [user] = userId === null ? [] : await findAppUsers(ctx, { appIds: [row.id], userId });
  const embedded = user ? { user: renderAppUser(ctx, user) } : null;
  return renderApp(ctx, row, { logo, ...(embedded ? { embedded } : {}) });
}

/** The apps that a group has. */
export async function listAppsOfGroup(
  ctx: OktaCtx,
  input: { groupId: string; after: number; limit: number },
): Promise<OktaPage<OktaJson>> {
  const narrowing = { by: 'group', value: input.groupId } as const;
  const rows = await listAppRows(ctx, narrowing, input.after, input.limit + 1);
  const { items, next } = toPage(rows, input.limit, ({ row }) => row.seq);
  return { next, items: items.map(({ row, logo }) => renderApp(ctx, row, { logo })) };
}
