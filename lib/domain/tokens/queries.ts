import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { installations, tenants, tokens } from '#lib/db/schema/apps.ts';
import type { AppId, OrgId, TokenId } from '#lib/std/ids.ts';

/** The tokens that an app's installations were issued, the newest first; those of the console are not among them. */
export function listTokenRows(db: Db, orgId: OrgId, appId: AppId) {
  return db
    .select({
      id: tokens.id,
      generation: tokens.generation,
      prefix: tokens.prefix,
      lastFour: tokens.lastFour,
      installationId: tokens.installationId,
      tenantName: tenants.name,
      uninstalledAt: installations.uninstalledAt,
      scopes: tokens.scopes,
      createdAt: tokens.createdAt,
      expiresAt: tokens.expiresAt,
      revokedAt: tokens.revokedAt,
      lastUsedAt: tokens.lastUsedAt,
      lastUsedOperation: tokens.lastUsedOperation,
      lastUsedFrom: tokens.lastUsedFrom,
      lastUsedAgent: tokens.lastUsedAgent,
    })
    .from(tokens)
    .innerJoin(installations, eq(installations.id, tokens.installationId))
    .innerJoin(tenants, eq(tenants.id, installations.tenantId))
    .where(
      and(eq(tokens.orgId, orgId), eq(installations.appId, appId), eq(tokens.kind, 'installation')),
    )
    .orderBy(desc(tokens.createdAt), desc(tokens.generation))
    .limit(5000);
}

export type TokenRow = Awaited<ReturnType<typeof listTokenRows>>[number];

/** Inserts a generation; false when it stands already. */
export async function insertToken(db: Db, row: typeof tokens.$inferInsert): Promise<boolean> {
  const made = await db
    .insert(tokens)
    .values(row)
    .onConflictDoNothing({ target: [tokens.id, tokens.generation] })
    .returning({ generation: tokens.generation });
  return made.length > 0;
}

/**
 * All generations of a token of a living installation, the newest first, held until the transaction ends. Two
 * statements: the second one sees the generation that another transaction added while the first waited for it.
 */
export async function holdGenerations(db: Db, id: TokenId) {
  await db.select({ id: tokens.id }).from(tokens).where(eq(tokens.id, id)).for('update');
  return db
    .select({
      orgId: tokens.orgId,
      kind: tokens.kind,
      generation: tokens.generation,
      installationId: tokens.installationId,
      scopes: tokens.scopes,
      expiresAt: tokens.expiresAt,
      revokedAt: tokens.revokedAt,
    })
    .from(tokens)
    .innerJoin(installations, eq(installations.id, tokens.installationId))
    .where(and(eq(tokens.id, id), isNull(installations.uninstalledAt)))
    .orderBy(desc(tokens.generation));
}

export type Generation = Awaited<ReturnType<typeof holdGenerations>>[number];

export async function endGeneration(
  db: Db,
  key: { id: TokenId; generation: number },
  when: { revokedAt: Date } | { expiresAt: Date },
): Promise<void> {
  await db
    .update(tokens)
    .set(when)
    .where(and(eq(tokens.id, key.id), eq(tokens.generation, key.generation)));
}
