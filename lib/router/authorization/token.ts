import { asList } from '../../values/read';
import type { Claims } from './claims';

/** What Envoy's filter can check a signature of. */
const ALGORITHMS = new Set(['ES256', 'ES384', 'ES512', 'HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA']);
const BASE64URL = /^[A-Za-z\d_-]*$/;
/** The signature that stands for one that holds. */
const SIGNATURE = 'c2lnbmVkLWJ5LWl0cy1pc3N1ZXI';

/** A token with these claims as its issuer would sign it, but for the signature. */
export function tokenOf(claims: Claims): string {
  return `${encoded({ alg: 'ES256', typ: 'JWT' })}.${encoded(claims)}.${SIGNATURE}`;
}

/** What a token says, whoever signed it; undefined of a text that Envoy takes for no token. */
export function claimsIn(text: string): Claims | undefined {
  const parts = text.split('.');
  if (parts.length !== 3 || !parts.every((part) => BASE64URL.test(part) && part.length % 4 !== 1)) return undefined;
  const [header, claims] = parts.slice(0, 2).map(objectIn);
  if (header === undefined || !ALGORITHMS.has(header.alg as string) || !isTextOrNone(header.kid)) return undefined;
  return claims !== undefined && areClaims(claims) ? claims : undefined;
}

function areClaims({ iss, sub, jti, aud, exp, nbf, iat }: Claims): boolean {
  const isAudience = isTextOrNone(aud) || (Array.isArray(aud) && asList(aud).every((each) => typeof each === 'string'));
  const isTime = (value: unknown) => value === undefined || (typeof value === 'number' && value >= 0);
  return isTextOrNone(iss) && isTextOrNone(sub) && isTextOrNone(jti) && isAudience && isTime(exp) && isTime(nbf) && isTime(iat);
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function objectIn(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function encoded(value: object): string {
  const letters = [...new TextEncoder().encode(JSON.stringify(value))].map((byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
