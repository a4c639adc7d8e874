import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import type { Queryable } from '#lib/db/raw.ts';
import { type OktaJson, oktaGroupMembers, oktaGroups, oktaUsers } from '#lib/db/schema/okta.ts';
import { isOktaId } from '#lib/std/okta-ids.ts';
import { beginning } from '../apps/queries.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { notFound } from '../okta-error.ts';

export type AppUserRow = {
  appId: string;
  userId: string;
  seq: number;
  scope: 'USER' | 'GROUP';
  userName: string;
  profile: OktaJson;
  createdAt: Date;
  updatedAt: Date;
};

// A direct assignment wins over one through groups; of several groups the one with the lowest priority.
const appUsers = `
select distinct on (a.app_id, u.seq) a.app_id as "appId", u.id as "userId", u.seq::int as seq, a.scope,
  coalesce(a.user_name, u.login) as "userName", a.profile, a.created_at as "createdAt", a.updated_at as "updatedAt"
from (
  select d.app_id, d.user_id, 'USER' as scope, d.user_name, d.profile, d.created_at, d.updated_at, -1 as rank
  from okta_app_users d where d.okta_org_id = $1 and d.app_id = any ($2)
  union all
  select g.app_id, m.user_id, 'GROUP', null, g.profile, g.updated_at, g.updated_at, g.priority
  from okta_app_groups g
  join okta_group_members m on m.okta_org_id = g.okta_org_id and m.group_id = g.group_id
  where g.okta_org_id = $1 and g.app_id = any ($2)
) a
join okta_users u on u.okta_org_id = $1 and u.id = a.user_id
where ($3::text is null or u.id = $3)
  and ($4::text is null or coalesce(a.user_name, u.login) ilike $4 or u.profile ->> 'firstName' ilike $4
    or u.profile ->> 'lastName' ilike $4 or u.profile ->> 'email' ilike $4)
  and u.seq > $5
order by a.app_id, u.seq, a.rank
limit $6`;

/** People of some apps of one org, directly or through groups. */
export async function selectAppUsers(
  db: Queryable,
  input: {
    oktaOrgId: string;
    appIds: readonly string[];
    userId: string | null;
    /** Beginning of a name; null: everybody. */
    q: string | null;
    after: number;
    limit: number;
  },
): Promise<AppUserRow[]> {
  const pattern = input.q === null ? null : `${input.q.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await db.query<AppUserRow>({
    name: 'okta.app-users',
    text: appUsers,
    values: [input.oktaOrgId, input.appIds, input.userId, pattern, input.after, input.limit],
  });
  return rows;
}

export type UserRow = typeof oktaUsers.$inferSelect;

const ofOrg = (ctx: OktaCtx) => eq(oktaUsers.oktaOrgId, ctx.oktaOrgId);

/** The user by id, login or the login up to its `@`; `E0000007` for nobody and for several. */
export async function findUser(ctx: OktaCtx, idOrLogin: string): Promise<UserRow> {
  const login = idOrLogin.toLowerCase();
  const byLogin = login.includes('@')
    ? sql`lower(${oktaUsers.login}) = ${login}`
    : sql`split_part(lower(${oktaUsers.login}), '@', 1) = ${login}`;
  const rows = await ctx.db
    .select()
    .from(oktaUsers)
    .where(and(ofOrg(ctx), isOktaId('user', idOrLogin) ? eq(oktaUsers.id, idOrLogin) : byLogin))
    .limit(2);
  const [row] = rows;
  if (!row || rows.length > 1) throw notFound(idOrLogin, 'User');
  return row;
}

/** Users after a place in the order of creation; `limit` null: all of them. */
export async function listUserRows(
  ctx: OktaCtx,
  input: { after: number; limit: number | null; groupId?: string; deprovisioned: boolean },
): Promise<UserRow[]> {
  const query = ctx.db
    .select()
    .from(oktaUsers)
    .where(
      and(
        ofOrg(ctx),
        gt(oktaUsers.seq, input.after),
        input.deprovisioned ? undefined : ne(oktaUsers.status, 'DEPROVISIONED'),
        input.groupId === undefined
          ? undefined
          : sql`exists (select 1 from ${oktaGroupMembers} m where m.okta_org_id = ${ctx.oktaOrgId}
              and m.group_id = ${input.groupId} and m.user_id = ${oktaUsers.id})`,
      ),
    )
    .orderBy(asc(oktaUsers.seq));
  return input.limit === null ? query : query.limit(input.limit);
}

/** Users whose given name, family name or e-mail address begins so. */
export async function searchUserRows(ctx: OktaCtx, q: string, limit: number): Promise<UserRow[]> {
  const pattern = beginning(q);
  const { profile } = oktaUsers;
  return ctx.db
    .select()
    .from(oktaUsers)
    .where(
      and(
        ofOrg(ctx),
        ne(oktaUsers.status, 'DEPROVISIONED'),
        sql`(${profile} ->> 'firstName' ilike ${pattern} or ${profile} ->> 'lastName' ilike ${pattern}
          or ${profile} ->> 'email' ilike ${pattern})`,
      ),
    )
    .orderBy(asc(oktaUsers.seq))
    .limit(limit);
}

/** The groups of a user. */
export async function groupsOfUser(ctx: OktaCtx, userId: string) {
  return ctx.db
    .select({ group: oktaGroups })
    .from(oktaGroups)
    .innerJoin(
      oktaGroupMembers,
      and(
        eq(oktaGroupMembers.oktaOrgId, oktaGroups.oktaOrgId),
        eq(oktaGroupMembers.groupId, oktaGroups.id),
      ),
    )
    .where(and(eq(oktaGroups.oktaOrgId, ctx.oktaOrgId), eq(oktaGroupMembers.userId, userId)))
    .orderBy(asc(oktaGroups.seq));
}
