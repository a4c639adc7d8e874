import type { JsonNameParams } from '@peculiar/x509';
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { OktaJson } from '#lib/db/schema/okta.ts';
import { oktaAppCsrs } from '#lib/db/schema/okta-apps.ts';
import { invariant } from '#lib/std/invariant.ts';
import { signs } from '../apps/kinds.ts';
import { findApp } from '../apps/queries.ts';
import { appUrl } from '../apps/render-app.ts';
import { type CertificateForm, checkCertificate, readCertificate } from '../keys/certificate.ts';
import { findKey, insertKey, keySeal, renderKey } from '../keys/store-key.ts';
import { makeCsr } from '../keys/x509.ts';
import { inOktaTransaction, isoTime, type OktaCtx } from '../okta-ctx.ts';
import { invalid, notFound } from '../okta-error.ts';
import { readInput } from '../read-input.ts';

type CsrRow = typeof oktaAppCsrs.$inferSelect;

const part = z.string().min(1).max(128).optional();
const Input = z.object({
  subject: z
    .object({
      countryName: z
        .string()
        .regex(/^[A-Za-z]{2}$/, 'must be a country code of two letters')
        .optional(),
      stateOrProvinceName: part,
      localityName: part,
      organizationName: part,
      organizationalUnitName: part,
      commonName: z.string().min(1).max(64, 'must have at most 64 characters').optional(),
    })
    .optional(),
  subjectAltNames: z
    .object({
      dnsNames: z
        .array(
          z
            .string()
            .max(253)
            .regex(/^(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'must be a host name'),
        )
        .max(100)
        .optional(),
    })
    .optional(),
});

const labels = {
  countryName: 'C',
  stateOrProvinceName: 'ST',
  localityName: 'L',
  organizationName: 'O',
  organizationalUnitName: 'OU',
  commonName: 'CN',
} as const;

function nameOf(subject: z.output<typeof Input>['subject']): JsonNameParams {
  return Object.entries(labels).flatMap(([field, label]) => {
    const value: unknown = subject && Reflect.get(subject, field);
    if (typeof value !== 'string') return [];
    // Not as a bare text: the library would read quotes, `#` and backslashes in it as X.500 does.
    return [{ [label]: [label === 'C' ? { printableString: value } : { utf8String: value }] }];
  });
}

const ofApp = (ctx: OktaCtx, appId: string) =>
  and(eq(oktaAppCsrs.oktaOrgId, ctx.oktaOrgId), eq(oktaAppCsrs.appId, appId));

function renderCsr(ctx: OktaCtx, row: CsrRow): OktaJson {
  const self = `${appUrl(ctx, row.appId)}/credentials/csrs/${row.id}`;
  return {
    id: row.id,
    created: isoTime(row.createdAt),
    csr: row.csr,
    kty: 'RSA',
    _links: {
      self: { href: self, hints: { allow: ['GET', 'DELETE'] } },
      publish: { href: `${self}/lifecycle/publish`, hints: { allow: ['POST'] } },
    },
  };
}

async function findCsr(ctx: OktaCtx, appId: string, csrId: string): Promise<CsrRow> {
  const [row] = await ctx.db
    .select()
    .from(oktaAppCsrs)
    .where(and(ofApp(ctx, appId), eq(oktaAppCsrs.id, csrId)));
  if (!row) throw notFound(csrId, 'Csr');
  return row;
}

/** The requests of an app that wait for their certificate. Throws `E0000007`. */
export async function listCsrs(ctx: OktaCtx, input: { appId: string }): Promise<OktaJson[]> {
  const app = await findApp(ctx, input.appId);
  const rows = await ctx.db
    .select()
    .from(oktaAppCsrs)
    .where(ofApp(ctx, app.id))
    .orderBy(asc(oktaAppCsrs.seq));
  return rows.map((row) => renderCsr(ctx, row));
}

/** One request. Throws `E0000007`. */
export async function getCsr(ctx: OktaCtx, input: { appId: string; csrId: string }) {
  const app = await findApp(ctx, input.appId);
  return renderCsr(ctx, await findCsr(ctx, app.id, input.csrId));
}

/** Makes a key and a request for it; the key is in no list yet. Throws `E0000001`, `E0000007` (contract, Okta 6.7). */
export async function generateCsr(ctx: OktaCtx, input: { appId: string; body: OktaJson }) {
  const app = await findApp(ctx, input.appId);
  if (!signs(app.signOnMode)) {
    const cause = `Key operations are not supported for the sign-on mode ${app.signOnMode}.`;
    throw invalid('generateCsr', cause);
  }
  const { subject, subjectAltNames } = readInput(Input, input.body);
  const made = await makeCsr(nameOf(subject), subjectAltNames?.dnsNames ?? []);
  return inOktaTransaction(ctx, async (ctx) => {
    await findApp(ctx, app.id, true);
    const [row] = await ctx.db
      .insert(oktaAppCsrs)
      .values({
        oktaOrgId: ctx.oktaOrgId,
        appId: app.id,
        id: made.id,
        csr: made.csr,
        kid: made.kid,
        privateKey: ctx.sealer.seal(made.privateKey, keySeal(ctx, app.id, made.kid)),
        createdAt: ctx.clock.now(),
      })
      .returning();
    invariant(row, 'an inserted request comes back');
    return renderCsr(ctx, row);
  });
}

async function removeCsr(ctx: OktaCtx, row: CsrRow): Promise<void> {
  await ctx.db.delete(oktaAppCsrs).where(and(ofApp(ctx, row.appId), eq(oktaAppCsrs.id, row.id)));
}

/** Throws the request and its key away. Throws `E0000007`. */
export async function revokeCsr(ctx: OktaCtx, input: { appId: string; csrId: string }) {
  await inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    await removeCsr(ctx, await findCsr(ctx, app.id, input.csrId));
  });
}

/**
 * Takes the certificate of a request: the key joins the app's, the request is gone. Throws `E0000001`, `E0000007`
 * (contract, Okta 6.7).
 */
export async function publishCsr(
  ctx: OktaCtx,
  input: {
    appId: string;
    csrId: string;
    certificate: Uint8Array;
    form: CertificateForm;
    isBase64: boolean;
  },
): Promise<OktaJson> {
  return inOktaTransaction(ctx, async (ctx) => {
    const app = await findApp(ctx, input.appId, true);
    const csr = await findCsr(ctx, app.id, input.csrId);
    const certificate = readCertificate(input.certificate, input.form, input.isBase64);
    const now = ctx.clock.now();
    checkCertificate(certificate, csr.kid, now);
    await insertKey(ctx, app.id, {
      kid: csr.kid,
      jwk: certificate.jwk,
      privateKey: ctx.sealer.open(csr.privateKey, keySeal(ctx, app.id, csr.kid)),
      createdAt: now,
      expiresAt: certificate.notAfter,
    });
    await removeCsr(ctx, csr);
    return renderKey(await findKey(ctx, app.id, csr.kid));
  });
}
