import type { OktaJson } from '#lib/db/schema/okta.ts';
import { routes } from '#lib/routes.ts';
import { checkExpression, evaluate, everyOperator, type FilterRules } from '../filter/evaluate.ts';
import { parseExpression } from '../filter/parse.ts';
import { isoTime, type OktaCtx } from '../okta-ctx.ts';
import { OktaError } from '../okta-error.ts';
import { type OktaPage, toPage } from '../paging.ts';
import {
  countOfGroups,
  findGroup,
  type GroupRow,
  listGroupRows,
  searchGroupRows,
} from './queries.ts';

const eqOnly = { type: 'text', operators: ['eq'] } as const;
const changes = { type: 'date', operators: ['eq', 'gt', 'lt'] } as const;
const text = { type: 'text', operators: everyOperator } as const;
const date = { type: 'date', operators: everyOperator } as const;

const types = ['OKTA_GROUP', 'APP_GROUP', 'BUILT_IN'] as const;
/** What groups can be filtered and searched by (contract, Okta 8). */
const filterRules: FilterRules = {
  attributes: {
    id: eqOnly,
    type: { ...eqOnly, values: types },
    lastUpdated: changes,
    lastMembershipUpdated: changes,
  },
  joined: true,
};
const searchRules: FilterRules = {
  attributes: {
    id: text,
    type: { ...text, values: types },
    // Groups of an app have it; the sandbox has none.
    'source.id': text,
    created: date,
    lastUpdated: date,
    lastMembershipUpdated: date,
    'profile.name': text,
    'profile.description': text,
  },
  profile: { ...text, type: 'any' },
  joined: true,
};

const image = (baseUrl: string, size: string) => ({
  name: size,
  href: baseUrl + routes.oktaLogo(`groups/okta-${size}.png`),
  type: 'image/png',
});

/** A group as the API answers it (contract, Okta 8). */
export function renderGroup(ctx: OktaCtx, row: GroupRow, stats?: [number, number]): OktaJson {
  const self = `${ctx.baseUrl}/api/v1/groups/${row.id}`;
  return {
    id: row.id,
    created: isoTime(row.createdAt),
    lastUpdated: isoTime(row.updatedAt),
    lastMembershipUpdated: isoTime(row.membershipUpdatedAt),
    objectClass: ['okta:user_group'],
    type: row.type,
    profile: { name: row.name, description: row.description },
    _links: {
      logo: [image(ctx.baseUrl, 'medium'), image(ctx.baseUrl, 'large')],
      users: { href: `${self}/users` },
      apps: { href: `${self}/apps` },
    },
    ...(stats ? { _embedded: { stats: { usersCount: stats[0], appsCount: stats[1] } } } : {}),
  };
}

/** One group. Throws `E0000007`. */
export async function getGroup(ctx: OktaCtx, input: { groupId: string }): Promise<OktaJson> {
  return renderGroup(ctx, await findGroup(ctx, input.groupId));
}

export type ListGroupsInput = {
  q: string | null;
  filter: string | null;
  search: string | null;
  expand: string | null;
  after: number;
  limit: number;
};

/** One expression of a list, checked, with its rules; null: none. Two at once are `E0000033`. */
export function expressionOf(
  input: { q: string | null; filter: string | null; search: string | null },
  rules: { filter: FilterRules; search: FilterRules },
) {
  const given = [input.q, input.filter, input.search].filter((part) => part !== null);
  if (given.length > 1) throw new OktaError('E0000033');
  const kind = input.filter === null ? 'search' : 'filter';
  const source = input.filter ?? input.search;
  if (source === null) return null;
  const expression = parseExpression(source);
  checkExpression(expression, rules[kind]);
  return (record: object) => evaluate(expression, record, rules[kind]);
}

/** The groups of the org. Throws `E0000031`, `E0000033`, `E0000094` (contract, Okta 8). */
export async function listGroups(
  ctx: OktaCtx,
  input: ListGroupsInput,
): Promise<OktaPage<OktaJson>> {
  const counts = input.expand === 'stats' ? await countOfGroups(ctx) : null;
  const render = (row: GroupRow) => {
    return renderGroup(ctx, row, counts ? (counts.get(row.id) ?? [0, 0]) : undefined);
  };
  const fits = expressionOf(input, { filter: filterRules, search: searchRules });
  if (input.q !== null) {
    const rows = await searchGroupRows(ctx, input.q, Math.min(input.limit, 300));
    return { items: rows.map(render), next: null };
  }
  const rows = await listGroupRows(ctx, input.after, fits ? null : input.limit + 1);
  const found = fits ? rows.filter((row) => fits(renderGroup(ctx, row))) : rows;
  const { items, next } = toPage(found, input.limit, (row) => row.seq);
  return { items: items.map(render), next };
}
