import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { isId, type TokenId } from '#lib/std/ids.ts';
import { assertMayChange } from '../access.ts';
import { recordAudit } from '../audit/record.ts';
import { handOverToken } from '../bridge/hand-over-token.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../parse-input.ts';
import { requireRecentSignIn } from '../sessions/recent-sign-in.ts';
import { inTransaction } from '../transaction.ts';
import { hashToken, makeToken, tokenHint } from './format.ts';
import { tokenLivesMs } from './issue-token.ts';
import { endGeneration, type Generation, holdGenerations, insertToken } from './queries.ts';
import { defaultGraceMs, graceChoices } from './schemas.ts';

const graces: readonly number[] = graceChoices.map(({ graceMs }) => graceMs);

const Input = z.strictObject({
  tokenId: z.string(),
  /** The newest generation that the asker knows; asking twice from one page rotates once. */
  generation: z.int().positive().optional(),
  /** How long the old generation stays good, milliseconds. */
  graceMs: z
    .number()
    .refine((ms) => graces.includes(ms), 'must be 0, 1 hour, 24 hours or 7 days')
    .default(defaultGraceMs),
  /** Inside the window of another rotation: ends the older generation now instead of refusing. */
  force: z.boolean().default(false),
});

export type RotatedToken = {
  tokenId: TokenId;
  generation: number;
  token: string;
  expiresAt: Date;
  previousExpiresAt: Date;
};

/**
 * Gives a token its next generation under the same id; the old one stays good for the grace, and at most two are
 * live (contract: Bridge). The new text is in this answer and never shown again. Throws `not_found`, `forbidden`,
 * `confirmation_required`, `validation_failed`, and `conflict`: inside the window of another rotation unless
 * forced, for a token that has ended, and when somebody rotated it meanwhile.
 */
export async function rotateToken(ctx: Ctx, input: z.input<typeof Input>): Promise<RotatedToken> {
  const { tokenId, generation, graceMs, force } = parseInput(Input, input);
  return inTransaction(ctx, async (ctx) => {
    const held = await requireToken(ctx, tokenId);
    const { id, newest, live } = held;
    if (generation !== undefined && generation !== newest.generation) {
      refuse('This token was rotated meanwhile. Reload the page to see its generations.');
    }
    if (!live.includes(newest)) refuse('This token has ended. Issue a new one.');
    const now = ctx.clock.now();
    for (const older of live.filter((one) => one !== newest)) {
      if (!force) {
        const until = older.expiresAt.toISOString();
        refuse(`A rotation is under way: the old token is good until ${until}. End it first.`);
      }
      await endGeneration(ctx.db, { id, generation: older.generation }, { revokedAt: now });
    }
    const graceEnd = new Date(Math.min(now.getTime() + graceMs, newest.expiresAt.getTime()));
    const end = graceMs === 0 ? { revokedAt: now } : { expiresAt: graceEnd };
    await endGeneration(ctx.db, { id, generation: newest.generation }, end);
    const made = await addGeneration(ctx, id, newest);
    if (newest.kind === 'installation') {
      // The worker's poll finds it within a quarter of a second.
      await handOverToken(ctx, {
        installationId: newest.installationId,
        event: 'app.token.rotated',
        token: made.token,
        previousTokenExpiresAt: graceEnd,
        ...(newest.scopes ? { scopes: newest.scopes } : {}),
      });
    }
    await recordAudit(ctx, {
      orgId: newest.orgId,
      action: 'token.rotated',
      subject: id,
      details: {
        installation_id: newest.installationId,
        generation: made.generation,
        previous_expires_at: graceEnd.toISOString(),
        forced: force,
      },
    });
    return { tokenId: id, ...made, previousExpiresAt: graceEnd };
  });
}

/**
 * Ends the old generation of a rotated token before its grace is over; the newest one is ended by revoking the token.
 * One that has ended already stays so. Throws `not_found`, `forbidden`, `confirmation_required` and `conflict`.
 */
export async function endOldGeneration(
  ctx: Ctx,
  input: { tokenId: string; generation: number },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { id, newest, all, live } = await requireToken(ctx, input.tokenId);
    const old = all.find(({ generation }) => generation === input.generation);
    if (!old) throw new AppError('not_found');
    if (old === newest) refuse('This is the newest generation. Revoke the token instead.');
    if (!live.includes(old)) return;
    const key = { id, generation: old.generation };
    await endGeneration(ctx.db, key, { revokedAt: ctx.clock.now() });
    await recordAudit(ctx, {
      orgId: newest.orgId,
      action: 'token.generation_ended',
      subject: id,
      details: { installation_id: newest.installationId, generation: old.generation },
    });
  });
}

async function requireToken(ctx: Ctx, tokenId: string) {
  if (!isId('tok', tokenId)) throw new AppError('not_found');
  const all = await holdGenerations(ctx.db, tokenId);
  const [newest] = all;
  if (newest?.kind !== 'installation') throw new AppError('not_found');
  assertMayChange(ctx, newest.orgId);
  await requireRecentSignIn(ctx);
  const now = ctx.clock.now();
  const live = all.filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now);
  return { id: tokenId, newest, all, live };
}

async function addGeneration(ctx: Ctx, id: TokenId, before: Generation) {
  const now = ctx.clock.now();
  const token = makeToken();
  const generation = before.generation + 1;
  const expiresAt = new Date(now.getTime() + tokenLivesMs);
  await insertToken(ctx.db, {
    id,
    generation,
    kind: before.kind,
    orgId: before.orgId,
    installationId: before.installationId,
    hash: Buffer.from(hashToken(token), 'hex'),
    ...tokenHint(token),
    scopes: before.scopes,
    createdAt: now,
    expiresAt,
  });
  return { generation, token, expiresAt };
}

function refuse(message: string): never {
  throw new AppError('conflict', { message });
}
