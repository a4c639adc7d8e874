import { X509Certificate } from 'node:crypto';
import { sha256Id } from '#lib/std/okta-ids.ts';
import { invalid } from '../okta-error.ts';
import type { PublicJwk } from './x509.ts';

export type ReadCertificate = { kid: string; jwk: PublicJwk; notAfter: Date };

/** What a caller may send as a certificate. */
export type CertificateForm = 'der' | 'pem';

const leastValidMs = 90 * 24 * 60 * 60 * 1000;
const unreadable = () => invalid('certificate', 'The certificate could not be read.');

function toDer(bytes: Uint8Array, form: CertificateForm, isBase64: boolean): Buffer {
  const sent = Buffer.from(bytes).toString('latin1');
  const isEncoded = form === 'pem' && isBase64 && !sent.includes('-----BEGIN');
  const text = isEncoded ? Buffer.from(sent, 'base64').toString('latin1') : sent;
  if (form === 'pem' || text.startsWith('-----BEGIN')) {
    const inner =
      /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,20000})-----END CERTIFICATE-----/.exec(text);
    if (!inner?.[1]) throw unreadable();
    return Buffer.from(inner[1], 'base64');
  }
  // DER begins with a SEQUENCE; base64 of it with "MI". A client that forgets to tell is understood all the same.
  return isBase64 || bytes[0] !== 0x30 ? Buffer.from(text, 'base64') : Buffer.from(bytes);
}

/**
 * Reads a certificate with an RSA key. Throws `E0000001` for anything else.
 */
export function readCertificate(
  bytes: Uint8Array,
  form: CertificateForm,
  isBase64: boolean,
): ReadCertificate {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(toDer(bytes, form, isBase64));
  } catch {
    throw unreadable();
  }
  const key = certificate.publicKey;
  const { n, e } = key.export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'rsa' || !n || !e) throw unreadable();
  const { raw } = certificate;
  const x5c = [raw.toString('base64')];
  return {
    kid: sha256Id(key.export({ type: 'spki', format: 'der' })),
    jwk: { n, e, x5c, 'x5t#S256': sha256Id(raw) },
    notAfter: certificate.validToDate,
  };
}

/** A certificate for a signing request: of its key, and valid long enough. Throws `E0000001` (contract, Okta 6.7). */
export function checkCertificate(certificate: ReadCertificate, kid: string, now: Date): void {
  if (certificate.kid !== kid) {
    throw invalid('certificate', 'The certificate does not match the CSR.');
  }
  if (certificate.notAfter.getTime() - now.getTime() < leastValidMs) {
    throw invalid('certificate', 'The certificate must be valid for at least 90 days from now.');
  }
}
