import { and, asc, desc, eq } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { memberships, users } from '#lib/db/schema/identity.ts';
import {
  oktaAccessTokens,
  oktaApiTokens,
  oktaOrgs,
  oktaTrustedOrigins,
} from '#lib/db/schema/okta.ts';
import { requestLogs } from '#lib/db/schema/sandbox.ts';
import type { OrgId } from '#lib/std/ids.ts';

const listed = 200;

/** The Okta org of an organization; null: there is none yet. */
export async function findOktaOrgId(db: Db, orgId: OrgId): Promise<string | null> {
  const [row] = await db
    .select({ id: oktaOrgs.id })
    .from(oktaOrgs)
    .where(eq(oktaOrgs.orgId, orgId));
  return row?.id ?? null;
}

/** SSWS tokens, the newest first, each with the person whose rights it has. */
export function listApiTokenRows(db: Db, orgId: OrgId, oktaOrgId: string) {
  return db
    .select({
      tokenId: oktaApiTokens.id,
      name: oktaApiTokens.name,
      lastFour: oktaApiTokens.lastFour,
      ownerId: oktaApiTokens.ownerId,
      ownerName: users.name,
      ownerRole: memberships.role,
      createdAt: oktaApiTokens.createdAt,
      lastUsedAt: oktaApiTokens.lastUsedAt,
      revokedAt: oktaApiTokens.revokedAt,
    })
    .from(oktaApiTokens)
    .leftJoin(users, eq(users.id, oktaApiTokens.ownerId))
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.orgId, orgId)))
    .where(eq(oktaApiTokens.oktaOrgId, oktaOrgId))
    .orderBy(desc(oktaApiTokens.createdAt), desc(oktaApiTokens.id))
    .limit(listed);
}

export type ApiTokenRow = Awaited<ReturnType<typeof listApiTokenRows>>[number];

/** Access tokens that people were shown, the newest first; those of the console are not among them. */
export function listAccessTokenRows(db: Db, oktaOrgId: string) {
  return db
    .select({
      tokenId: oktaAccessTokens.id,
      lastFour: oktaAccessTokens.lastFour,
      scopes: oktaAccessTokens.scopes,
      createdAt: oktaAccessTokens.createdAt,
      expiresAt: oktaAccessTokens.expiresAt,
      revokedAt: oktaAccessTokens.revokedAt,
    })
    .from(oktaAccessTokens)
    .where(and(eq(oktaAccessTokens.oktaOrgId, oktaOrgId), eq(oktaAccessTokens.kind, 'issued')))
    .orderBy(desc(oktaAccessTokens.createdAt), desc(oktaAccessTokens.id))
    .limit(listed);
}

export type AccessTokenRow = Awaited<ReturnType<typeof listAccessTokenRows>>[number];

export function listOriginRows(db: Db, oktaOrgId: string) {
  return db
    .select({ origin: oktaTrustedOrigins.origin, createdAt: oktaTrustedOrigins.createdAt })
    .from(oktaTrustedOrigins)
    .where(eq(oktaTrustedOrigins.oktaOrgId, oktaOrgId))
    .orderBy(asc(oktaTrustedOrigins.origin));
}

export async function insertOrigin(
  db: Db,
  row: typeof oktaTrustedOrigins.$inferInsert,
): Promise<boolean> {
  const made = await db
    .insert(oktaTrustedOrigins)
    .values(row)
    .onConflictDoNothing()
    .returning({ origin: oktaTrustedOrigins.origin });
  return made.length > 0;
}

export async function deleteOrigin(db: Db, oktaOrgId: string, origin: string): Promise<boolean> {
  const gone = await db
    .delete(oktaTrustedOrigins)
    .where(and(eq(oktaTrustedOrigins.oktaOrgId, oktaOrgId), eq(oktaTrustedOrigins.origin, origin)))
    .returning({ origin: oktaTrustedOrigins.origin });
  return gone.length > 0;
}

/** The latest answered calls of an organization's Okta org. */
export function listOktaCallRows(db: Db, orgId: OrgId, limit: number) {
  return db
    .select({
      requestId: requestLogs.id,
      method: requestLogs.method,
      path: requestLogs.path,
      query: requestLogs.query,
      operationId: requestLogs.operationId,
      status: requestLogs.status,
      errorCode: requestLogs.errorCode,
      durationUs: requestLogs.durationUs,
      createdAt: requestLogs.createdAt,
    })
    .from(requestLogs)
    .where(and(eq(requestLogs.orgId, orgId), eq(requestLogs.api, 'okta')))
    .orderBy(desc(requestLogs.createdAt), desc(requestLogs.id))
    .limit(limit);
}
