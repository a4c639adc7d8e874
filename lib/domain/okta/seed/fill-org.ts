import {
  oktaGroupMembers,
  oktaGroups,
  oktaPolicies,
  oktaTrustedOrigins,
  oktaUsers,
} from '#lib/db/schema/okta.ts';
import { oktaAppUsers } from '#lib/db/schema/okta-apps.ts';
import { invariant } from '#lib/std/invariant.ts';
import { newOktaId } from '#lib/std/okta-ids.ts';
import { createApp } from '../apps/create-app.ts';
import { assignGroup } from '../groups/assignments.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { apps, groups, policies, users } from './sample.ts';

const dayMs = 24 * 60 * 60 * 1000;
const neverActivated = new Set(['STAGED']);

async function fillGroups(ctx: OktaCtx): Promise<Map<string, string>> {
  const createdAt = new Date(ctx.clock.now().getTime() - 90 * dayMs);
  const ids = new Map(groups.map(({ key }) => [key, newOktaId('group', ctx.random)]));
  await ctx.db.insert(oktaGroups).values(
    groups.map(({ key, name, description }) => ({
      oktaOrgId: ctx.oktaOrgId,
      id: ids.get(key) ?? '',
      type: key === 'everyone' ? ('BUILT_IN' as const) : ('OKTA_GROUP' as const),
      name,
      description,
      createdAt,
      updatedAt: createdAt,
      membershipUpdatedAt: new Date(createdAt.getTime() + 30 * dayMs),
    })),
  );
  return ids;
}

async function fillUsers(ctx: OktaCtx): Promise<Map<string, string>> {
  const now = ctx.clock.now().getTime();
  const ids = new Map(users.map(({ login }) => [login, newOktaId('user', ctx.random)]));
  const rows = users.map((user, i) => {
    const createdAt = new Date(now - (80 - i) * dayMs);
    const activatedAt = neverActivated.has(user.status) ? null : createdAt;
    const signedIn = user.status === 'ACTIVE' ? new Date(now - (i + 1) * 3_600_000) : null;
    const login = `${user.login}@${ctx.subdomain}.example`;
    return {
      oktaOrgId: ctx.oktaOrgId,
      id: ids.get(user.login) ?? '',
      status: user.status,
      login,
      profile: {
        firstName: user.first,
        lastName: user.last,
        login,
        email: login,
        mobilePhone: null,
        secondEmail: null,
        department: user.department,
        title: user.title,
      },
      createdAt,
      updatedAt: createdAt,
      activatedAt,
      statusChangedAt: activatedAt,
      lastLoginAt: signedIn,
      passwordChangedAt: signedIn ? createdAt : null,
    };
  });
  await ctx.db.insert(oktaUsers).values(rows);
  return ids;
}

/** Looked up ids are of this very seed. */
function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  invariant(id, `the seed has ${key}`);
  return id;
}

/** Fills a new org with groups, people, policies and apps of several kinds. Runs in the caller's transaction. */
export async function fillOrg(ctx: OktaCtx): Promise<void> {
  const now = ctx.clock.now();
  const groupIds = await fillGroups(ctx);
  const userIds = await fillUsers(ctx);
  await ctx.db.insert(oktaGroupMembers).values(
    users.flatMap(({ login, groups: inGroups }) =>
      ['everyone', ...inGroups].map((key) => ({
        oktaOrgId: ctx.oktaOrgId,
        groupId: idOf(groupIds, key),
        userId: idOf(userIds, login),
      })),
    ),
  );
  await ctx.db.insert(oktaPolicies).values(
    policies.map((policy) => ({
      ...policy,
      oktaOrgId: ctx.oktaOrgId,
      id: newOktaId('policy', ctx.random),
      createdAt: now,
    })),
  );
  await ctx.db
    .insert(oktaTrustedOrigins)
    .values({ oktaOrgId: ctx.oktaOrgId, origin: new URL(ctx.baseUrl).origin, createdAt: now });
  for (const app of apps) {
    const made = await createApp(ctx, { body: app.body, activate: app.active });
    const appId = String(made.id);
    for (const key of app.groups) {
      await assignGroup(ctx, { appId, groupId: idOf(groupIds, key), body: {} });
    }
    for (const login of app.users) {
      await ctx.db.insert(oktaAppUsers).values({
        oktaOrgId: ctx.oktaOrgId,
        appId,
        userId: idOf(userIds, login),
        userName: `${login}@${ctx.subdomain}.example`,
        profile: {},
        createdAt: now,
        updatedAt: now,
      });
    }
  }
}
