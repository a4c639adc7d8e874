import type { OktaJson } from '#lib/db/schema/okta.ts';
import { everyOperator, type FilterRules, valueAt } from '../filter/evaluate.ts';
import { findAdmin } from '../grants/queries.ts';
import { expressionOf, renderGroup } from '../groups/groups.ts';
import { findGroup } from '../groups/queries.ts';
import { isoTime, type OktaCtx } from '../okta-ctx.ts';
import { OktaError } from '../okta-error.ts';
import { type OktaPage, toPage } from '../paging.ts';
import { baseProfile, statuses } from './known-values.ts';
import { findUser, groupsOfUser, listUserRows, searchUserRows, type UserRow } from './queries.ts';

const eqOnly = { type: 'text', operators: ['eq'] } as const;
const text = { type: 'text', operators: everyOperator } as const;
const date = { type: 'date', operators: everyOperator } as const;

/** What users can be filtered and searched by (contract, Okta 7). */
const filterRules: FilterRules = {
  attributes: {
    status: { ...eqOnly, values: statuses },
    id: eqOnly,
    lastUpdated: { type: 'date', operators: ['eq', 'gt', 'ge', 'lt', 'le'] },
    'profile.login': eqOnly,
    'profile.email': eqOnly,
    'profile.firstName': eqOnly,
    'profile.lastName': eqOnly,
  },
  joined: true,
};
const searchRules: FilterRules = {
  attributes: {
    id: text,
    status: { ...text, values: statuses },
    'type.id': text,
    created: date,
    activated: date,
    statusChanged: date,
    lastUpdated: date,
    ...Object.fromEntries(baseProfile.map((name) => [`profile.${name}`, text])),
  },
  profile: { ...text, type: 'any' },
  joined: true,
  foldCase: true,
};

const lifecycle = (...names: readonly string[]) => names.map((name) => [name, `lifecycle/${name}`]);
/** What each state permits, and where (contract, Okta 7). */
const steps: Record<string, readonly (readonly string[])[]> = {
  STAGED: lifecycle('activate'),
  ACTIVE: [
    ...lifecycle('suspend'),
    ['resetPassword', 'lifecycle/reset_password'],
    ['resetFactors', 'lifecycle/reset_factors'],
    ['expirePassword', 'lifecycle/expire_password'],
    ['forgotPassword', 'credentials/forgot_password'],
    ['changePassword', 'credentials/change_password'],
    ['changeRecoveryQuestion', 'credentials/change_recovery_question'],
    ...lifecycle('deactivate'),
  ],
  PROVISIONED: [
    ...lifecycle('reactivate'),
    ['resetPassword', 'lifecycle/reset_password'],
    ...lifecycle('deactivate'),
  ],
  SUSPENDED: lifecycle('unsuspend', 'deactivate'),
  LOCKED_OUT: lifecycle('unlock'),
  PASSWORD_EXPIRED: [['resetPassword', 'lifecycle/reset_password'], ...lifecycle('deactivate')],
  RECOVERY: [['resetPassword', 'lifecycle/reset_password'], ...lifecycle('deactivate')],
  DEPROVISIONED: [...lifecycle('activate'), ['delete', '']],
};

function allLinks(ctx: OktaCtx, row: UserRow, self: string): OktaJson {
  const links = (steps[row.status] ?? []).map(([name = '', path]) => [
    name,
    { href: path ? `${self}/${path}` : self, hints: { allow: [path ? 'POST' : 'DELETE'] } },
  ]);
  return {
    ...Object.fromEntries(links),
    schema: { href: `${ctx.baseUrl}/api/v1/meta/schemas/user/default` },
    type: { href: `${ctx.baseUrl}/api/v1/meta/types/user/${ctx.userTypeId}` },
    self: { href: self },
  };
}

/** A user as the API answers it; in a list with nothing but the link to itself (contract, C1-49). */
export function renderUser(ctx: OktaCtx, row: UserRow, inList: boolean): OktaJson {
  const self = `${ctx.baseUrl}/api/v1/users/${row.id}`;
  return {
    id: row.id,
    status: row.status,
    created: isoTime(row.createdAt),
    activated: isoTime(row.activatedAt),
    statusChanged: isoTime(row.statusChangedAt),
    lastLogin: isoTime(row.lastLoginAt),
    lastUpdated: isoTime(row.updatedAt),
    passwordChanged: isoTime(row.passwordChangedAt),
    type: { id: ctx.userTypeId },
    profile: row.profile,
    credentials: { password: {}, provider: { type: 'OKTA', name: 'OKTA' } },
    _links: inList ? { self: { href: self } } : allLinks(ctx, row, self),
  };
}

/** One user; `me` is the administrator whom the token stands for. Throws `E0000007`. */
export async function getUser(ctx: OktaCtx, input: { userId: string }): Promise<OktaJson> {
  return renderUser(ctx, await userOf(ctx, input.userId), false);
}

async function userOf(ctx: OktaCtx, userId: string): Promise<UserRow> {
  return findUser(ctx, userId === 'me' ? await findAdmin(ctx) : userId);
}

/** The groups of a user. Throws `E0000007`. */
export async function listUserGroups(ctx: OktaCtx, input: { userId: string }): Promise<OktaJson[]> {
  const user = await userOf(ctx, input.userId);
  return (await groupsOfUser(ctx, user.id)).map(({ group }) => renderGroup(ctx, group));
}

/** The members of a group. Throws `E0000007`. */
export async function listGroupUsers(
  ctx: OktaCtx,
  input: { groupId: string; after: number; limit: number },
): Promise<OktaPage<OktaJson>> {
  const { id: groupId } = await findGroup(ctx, input.groupId);
  const { after, limit } = input;
  const rows = await listUserRows(ctx, { after, limit: limit + 1, groupId, deprovisioned: true });
  const { items, next } = toPage(rows, limit, (row) => row.seq);
  return { next, items: items.map((row) => renderUser(ctx, row, true)) };
}

export type ListUsersInput = {
  q: string | null;
  filter: string | null;
  search: string | null;
  sortBy: string | null;
  sortOrder: string | null;
  after: number;
  limit: number;
};

type Listed = { row: UserRow; shown: OktaJson };

function sorted(found: Listed[], sortBy: string, descending: boolean): Listed[] {
  const known = Object.hasOwn(searchRules.attributes, sortBy) || /^profile\.[A-Za-z]/.test(sortBy);
  if (!known) throw new OktaError('E0000031');
  const keyed = found.map((entry) => {
    const value = valueAt(entry.shown, sortBy);
    return { entry, key: typeof value === 'string' ? value.toLowerCase() : String(value ?? '') };
  });
  const sign = descending ? -1 : 1;
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  keyed.sort((a, b) => sign * order(a.key, b.key) || order(a.entry.row.id, b.entry.row.id));
  return keyed.map(({ entry }) => entry);
}

/** The people of the org. Throws `E0000031`, `E0000033`, `E0000094` (contract, Okta 7). */
export async function listUsers(ctx: OktaCtx, input: ListUsersInput): Promise<OktaPage<OktaJson>> {
  const fits = expressionOf(input, { filter: filterRules, search: searchRules });
  const render = (row: UserRow) => renderUser(ctx, row, true);
  if (input.q !== null) {
    const rows = await searchUserRows(ctx, input.q, input.limit);
    return { items: rows.map(render), next: null };
  }
  if (!fits) {
    const { after, limit } = input;
    const rows = await listUserRows(ctx, { after, limit: limit + 1, deprovisioned: false });
    const { items, next } = toPage(rows, limit, (row) => row.seq);
    return { items: items.map(render), next };
  }
  const all = await listUserRows(ctx, { after: 0, limit: null, deprovisioned: true });
  const found = all.map((row) => ({ row, shown: render(row) })).filter(({ shown }) => fits(shown));
  if (input.sortOrder !== null && !['asc', 'desc'].includes(input.sortOrder)) {
    throw new OktaError('E0000031');
  }
  const isSorted = input.search !== null && input.sortBy !== null && input.sortBy !== '';
  const ordered = isSorted ? sorted(found, input.sortBy ?? '', input.sortOrder === 'desc') : found;
  // A sorted list has no place of its own in the order of creation: its cursor counts.
  const end = input.after + input.limit;
  const items = ordered.slice(input.after, end).map(({ shown }) => shown);
  return { items, next: ordered.length > end ? end : null };
}
