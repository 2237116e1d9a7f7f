import { generateKeyPairSync, sign } from 'node:crypto';
import type { Manifest } from './question';

/** Stands in a RequestAuthentication for the keys of its issuer, which are made when the engine is asked. */
export const JWKS = 'the keys of the check';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY = { ...publicKey.export({ format: 'jwk' }), kid: 'conformance', alg: 'ES256', use: 'sig' };

/** A token with these claims, signed with the key of every issuer. */
export function signed(claims: Readonly<Record<string, unknown>>): string {
  const parts = [{ alg: 'ES256', kid: 'conformance', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${parts}.${sign('sha256', Buffer.from(parts), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** A RequestAuthentication with the keys of its issuers; any other object as it is. */
export function withKeys(manifest: Manifest): Manifest {
  if (manifest.kind !== 'RequestAuthentication') return manifest;
  const { jwtRules = [], ...spec } = manifest.spec as { readonly jwtRules?: readonly Readonly<Record<string, unknown>>[] };
  return { ...manifest, spec: { ...spec, jwtRules: jwtRules.map((rule) => (rule.jwks === JWKS ? { ...rule, jwks: JSON.stringify({ keys: [KEY] }) } : rule)) } };
}
