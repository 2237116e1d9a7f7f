import type { Selecting } from '../../model/policies';
import { asList, asRecord, asText, asTexts, type Manifest } from '../../values/read';
import type { ParsedRequest } from '../request';
import type { Claims } from './claims';
import { claimsIn } from './token';

/** What a rule of a RequestAuthentication says of a request. */
export type Found =
  | { readonly kind: 'missing' }
  | { readonly kind: 'valid'; readonly claims: Claims }
  /** The token is there, and nobody but its issuer knows whether its signature holds. */
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'elsewhere'; readonly place: string }
  | { readonly kind: 'wrong'; readonly because: 'malformed-token' | 'unknown-issuer' | 'wrong-audience' };

const MISSING: Found = { kind: 'missing' };

/** A rule of a RequestAuthentication, ready to be asked many times. */
export class JwtRule {
  public readonly issuer: string;
  public readonly forwards: boolean;
  public readonly spaceDelimited: readonly string[];
  public readonly outputs: ReadonlyArray<{ readonly header: string; readonly claim: string }>;
  public readonly payloadHeader?: string;
  private readonly audiences: readonly string[];
  private readonly headers: ReadonlyArray<{ readonly name: string; readonly prefix: string }>;
  private readonly params: readonly string[];
  private readonly cookies: readonly string[];

  constructor(public readonly policy: Selecting, public readonly index: number, rule: Manifest) {
    this.issuer = asText(rule.issuer) ?? '';
    this.forwards = rule.forwardOriginalToken === true;
    this.spaceDelimited = asTexts(rule.spaceDelimitedClaims);
    this.outputs = asList(rule.outputClaimToHeaders).map(asRecord).map(({ header, claim }) => ({ header: (asText(header) ?? '').toLowerCase(), claim: asText(claim) ?? '' }));
    this.payloadHeader = asText(rule.outputPayloadToHeader)?.toLowerCase();
    this.audiences = asTexts(rule.audiences).map(bareAudience);
    const headers = asList(rule.fromHeaders).map(asRecord).map(({ name, prefix }) => ({ name: (asText(name) ?? '').toLowerCase(), prefix: asText(prefix) ?? '' }));
    this.cookies = asTexts(rule.fromCookies);
    const isUsual = headers.length + this.cookies.length + asTexts(rule.fromParams).length === 0;
    this.headers = isUsual ? [{ name: 'authorization', prefix: 'Bearer ' }] : headers;
    this.params = isUsual ? ['access_token'] : asTexts(rule.fromParams);
  }

  public look(request: ParsedRequest): Found {
    const elsewhere = this.elsewhere(request);
    if (elsewhere !== undefined) return { kind: 'elsewhere', place: elsewhere };
    const value = request.headers.get('authorization') ?? '';
    const location = this.headers.find(({ name, prefix }) => name === 'authorization' && value !== '' && value.includes(prefix));
    if (location === undefined) return MISSING;
    const text = tokenBehind(value, location.prefix);
    const claims = claimsIn(text);
    if (claims === undefined) return { kind: 'wrong', because: 'malformed-token' };
    if (this.issuer !== '' && claims.iss !== this.issuer) return { kind: 'wrong', because: 'unknown-issuer' };
    if (text !== request.signedToken) return { kind: 'unsigned' };
    const audiences = typeof claims.aud === 'string' ? [claims.aud] : asTexts(claims.aud);
    const isMeant = this.audiences.length === 0 || audiences.some((each) => this.audiences.includes(bareAudience(each)));
    return isMeant ? { kind: 'valid', claims } : { kind: 'wrong', because: 'wrong-audience' };
  }

  /** A place with a token besides the header `Authorization`, in words. */
  private elsewhere({ headers, target }: ParsedRequest): string | undefined {
    const header = this.headers.find(({ name, prefix }) => name !== 'authorization' && headers.get(name)?.includes(prefix));
    if (header !== undefined) return `header ${header.name}`;
    const param = this.params.find((name) => target.includes(`?${name}=`) || target.includes(`&${name}=`));
    if (param !== undefined) return `query parameter ${param}`;
    const cookies = headers.get('cookie')?.split(';').map((each) => each.split('=')[0].trim()) ?? [];
    const cookie = this.cookies.find((name) => cookies.includes(name));
    return cookie === undefined ? undefined : `cookie ${cookie}`;
  }
}

// What stands behind a token does not count, unless no prefix says where it begins.
function tokenBehind(value: string, prefix: string): string {
  if (prefix === '') return value;
  const rest = value.slice(value.indexOf(prefix) + prefix.length);
  return /[A-Za-z\d_\-.]+/.exec(rest)?.[0] ?? value;
}

// As Google's tokens have it: a scheme and a slash at the end make no difference.
function bareAudience(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
