import { findApp } from '../apps/queries.ts';
import type { OktaCtx } from '../okta-ctx.ts';
import { invalid, OktaError } from '../okta-error.ts';
import { findKey, renderKey } from './store-key.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);

const metadataNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata';
const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';
const formats = ['emailAddress', 'unspecified'];
const bindings = ['HTTP-POST', 'HTTP-Redirect'];

/**
 * SAML metadata of an app with the certificate of one of its keys (contract, Okta 6.6).
 * Throws `E0000001` for an app without SAML, `E0000007`, `E0000028` without a kid.
 */
export async function samlMetadata(
  ctx: OktaCtx,
  input: { appId: string; kid: string | null },
): Promise<string> {
  const app = await findApp(ctx, input.appId);
  if (!app.signOnMode.startsWith('SAML')) {
    const cause = 'signOnMode: Metadata is available only for SAML applications.';
    throw invalid('signOnMode', cause);
  }
  if (!input.kid) throw new OktaError('E0000028');
  const { x5c } = renderKey(await findKey(ctx, app.id, input.kid));
  const certificate = Array.isArray(x5c) ? String(x5c[0]) : '';
  const address = escaped(`${ctx.baseUrl}/app/${app.name}/${app.externalKey}/sso/saml`);
  const protocol = app.signOnMode === 'SAML_1_1' ? '1.1' : '2.0';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<md:EntityDescriptor xmlns:md="${metadataNamespace}" entityID="http://www.okta.com/${escaped(app.externalKey)}">`,
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:${protocol}:protocol">`,
    `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${signatureNamespace}"><ds:X509Data>`,
    `<ds:X509Certificate>${escaped(certificate)}</ds:X509Certificate>`,
    '</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>',
    ...formats.map(
      (format) =>
        `<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:${format}</md:NameIDFormat>`,
    ),
    ...bindings.map(
      (binding) =>
        `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${address}"/>`,
    ),
    '</md:IDPSSODescriptor></md:EntityDescriptor>',
  ].join('');
}
