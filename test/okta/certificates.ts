import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequest, X509CertificateGenerator } from '@peculiar/x509';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** What a certificate authority does with a signing request: checks it, and certifies its key for some days. */
export async function makeCertificate(
  csrBase64: string,
  from: Date,
  days: number,
): Promise<{ pem: string; der: Uint8Array; base64: string }> {
  const csr = new Pkcs10CertificateRequest(Buffer.from(csrBase64, 'base64'));
  if (!(await csr.verify())) throw new Error('The request is not signed by its own key.');
  const authority = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '0a',
    subject: csr.subject,
    issuer: 'CN=Noor Academy CA',
    notBefore: from,
    notAfter: new Date(from.getTime() + days * 24 * 60 * 60 * 1000),
    publicKey: csr.publicKey,
    signingKey: authority.privateKey as CryptoKey, // The same interface, declared apart.
    signingAlgorithm: algorithm,
  });
  const der = new Uint8Array(certificate.rawData);
  return { pem: certificate.toString('pem'), der, base64: Buffer.from(der).toString('base64') };
}
