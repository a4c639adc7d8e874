// The library's containers ask for this polyfill before anything else.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  cryptoProvider,
  type JsonNameParams,
  Name,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { sha256Id } from '#lib/std/okta-ids.ts';

cryptoProvider.set(webcrypto as Crypto); // The same interface; the two packages declare it apart.

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const { subtle } = webcrypto;
const base64 = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64');

/** The parts of a public key and its certificate that an answer shows. */
export type PublicJwk = { n: string; e: string; x5c: string[]; 'x5t#S256': string };
export type MadeKey = {
  /** SHA-256 of the public key. */
  kid: string;
  jwk: PublicJwk;
  /** PKCS#8 in base64: seal it. */
  privateKey: string;
};

async function makePair() {
  const pair = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [spki, pkcs8, jwk] = await Promise.all([
    subtle.exportKey('spki', pair.publicKey),
    subtle.exportKey('pkcs8', pair.privateKey),
    subtle.exportKey('jwk', pair.publicKey),
  ]);
  return {
    pair: pair as CryptoKeyPair, // As above.
    kid: sha256Id(new Uint8Array(spki)),
    privateKey: base64(pkcs8),
    n: jwk.n ?? '',
    e: jwk.e ?? '',
  };
}

/** Makes an RSA key of 2048 bits with a self-signed certificate (contract, Okta 6.6). */
export async function makeKey(options: {
  commonName: string;
  serialNumber: Uint8Array;
  notBefore: Date;
  notAfter: Date;
}): Promise<MadeKey> {
  const { pair, kid, privateKey, n, e } = await makePair();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // The first bit stays clear: a serial number is a positive integer.
    serialNumber: `00${Buffer.from(options.serialNumber).toString('hex')}`,
    name: [{ CN: [options.commonName] }, { OU: ['SSOProvider'] }, { O: ['Okta'] }],
    notBefore: options.notBefore,
    notAfter: options.notAfter,
    signingAlgorithm: algorithm,
    keys: pair,
  });
  const der = new Uint8Array(certificate.rawData);
  return {
    kid,
    privateKey,
    jwk: { n, e, x5c: [base64(certificate.rawData)], 'x5t#S256': sha256Id(der) },
  };
}

export type MadeCsr = {
  /** SHA-256 of the request. */
  id: string;
  /** PKCS#10, DER in base64. */
  csr: string;
  kid: string;
  privateKey: string;
};

/** Makes an RSA key and a PKCS#10 request for it (contract, Okta 6.7). */
export async function makeCsr(name: JsonNameParams, dnsNames: readonly string[]): Promise<MadeCsr> {
  const { pair, kid, privateKey } = await makePair();
  const names = dnsNames.map((value) => ({ type: 'dns' as const, value }));
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: new Name(name),
    keys: pair,
    signingAlgorithm: algorithm,
    extensions: names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : [],
  });
  const id = sha256Id(new Uint8Array(request.rawData));
  return { id, csr: base64(request.rawData), kid, privateKey };
}
