import type { Duration } from 'cdk8s';
import type { JWTRule } from '../../imports/security';
import { isHeaderName } from '../values/header-syntax';
import { wireDuration } from './wire-duration';

/** Public keys of an issuer (RFC 7517). */
export interface JsonWebKeySet {
  /** The keys, each as `{ kty, kid, ... }`. */
  readonly keys: readonly object[];
}

/** How the tokens of an issuer are found and read. */
export interface JwtIssuerOptions {
  /**
   * Whom tokens must be for: one of these. A RequestAuthentication overlooks the scheme of a web address and a slash at its end; a
   * `JwtAuthentication` does not.
   *
   * @default - anyone
   */
  readonly audiences?: readonly string[];

  /**
   * Headers with the token: by name, or with what stands before it in them: `{ name: 'x-token', prefix: 'Token ' }`.
   *
   * @default - `Authorization`, behind `Bearer `, and the query parameter `access_token`; none of these where a place is given
   */
  readonly fromHeaders?: ReadonlyArray<string | {
    /** Name of the header. */
    readonly name: string;
    /** What stands before the token. @default - nothing */
    readonly prefix?: string;
  }>;

  /**
   * Query parameters with the token.
   *
   * @default - as of fromHeaders
   */
  readonly fromParams?: readonly string[];

  /**
   * Cookies with the token.
   *
   * @default - as of fromHeaders
   */
  readonly fromCookies?: readonly string[];

  /**
   * Whether services get the token, too.
   *
   * @default false
   */
  readonly forwardOriginalToken?: boolean;

  /**
   * Headers that services get with claims of the token, by name: `{ 'x-user': 'sub' }`. What a client sends in them is taken away.
   *
   * @default - none
   */
  readonly outputClaimToHeaders?: Readonly<Record<string, string>>;

  /**
   * A header that services get with all claims, as JSON in base64.
   *
   * @default - none
   */
  readonly outputPayloadToHeader?: string;

  /**
   * Claims whose text is a list with spaces between, beside `scope` and `permission`.
   *
   * @default - none
   */
  readonly spaceDelimitedClaims?: readonly string[];

  /**
   * How long fetching the keys may last.
   *
   * @default - 5 seconds, by Istio
   */
  readonly timeout?: Duration;
}

/** Where the keys of an issuer are: one of these. */
export type JwtKeys =
  | {
    /**
     * Where Istio fetches the keys.
     *
     * @default - where the issuer's `/.well-known/openid-configuration` says
     */
    readonly jwksUri?: string;
    /** Not beside jwksUri. */
    readonly jwks?: undefined;
  }
  | {
    /** The keys themselves. */
    readonly jwks: JsonWebKeySet;
    /** Not beside jwks. */
    readonly jwksUri?: undefined;
  };

/**
 * Who signs JSON web tokens that are taken.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#JWTRule
 */
export class JwtIssuer {
  /**
   * An issuer by what its tokens say in `iss`, such as `https://accounts.example.com`.
   *
   * @param issuer the text of the claim `iss`, to the letter
   * @param options where its keys are, and where tokens are found
   * @throws where its keys cannot be found, and for names that Istio refuses
   */
  public static of(issuer: string, options: JwtIssuerOptions & JwtKeys = {}): JwtIssuer {
    if (issuer === '' || issuer.includes('*')) throw new Error(`issuer "${issuer}" is none that tokens can have: give the text of their claim "iss" as it is, such as "https://accounts.example.com"`);
    if (options.jwks === undefined && options.jwksUri === undefined && !isWebAddress(issuer)) {
      throw new Error(`issuer "${issuer}" is no web address, so its keys cannot be asked for there; give jwksUri, or jwks`);
    }
    return new JwtIssuer({ issuer, ...wireKeys(options), ...wireOptions(options) });
  }

  /**
   * Whoever has signed with these keys, whatever tokens say in `iss`.
   *
   * @param jwksUri web address of the keys, a JSON Web Key Set
   * @param options where tokens are found, and what services get of them
   * @throws as `of` does
   */
  public static anyWithKeysAt(jwksUri: string, options: JwtIssuerOptions = {}): JwtIssuer {
    return new JwtIssuer({ ...wireKeys({ jwksUri }), ...wireOptions(options) });
  }

  private constructor(private readonly rule: JWTRule) {}

  /** @internal */
  public get _wire(): JWTRule {
    return this.rule;
  }

  /** Whom its tokens speak for, as policies name them. @internal */
  public get _principals(): string {
    return this.rule.issuer === undefined ? '*' : `${this.rule.issuer}/*`;
  }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);
}

function wireKeys({ jwksUri, jwks }: JwtKeys): Pick<JWTRule, 'jwksUri' | 'jwks'> {
  if (jwksUri !== undefined && !isWebAddress(jwksUri)) throw new Error(`jwksUri "${jwksUri}" is no web address; give one such as "https://accounts.example.com/keys"`);
  if (jwks !== undefined && jwks.keys.length === 0) throw new Error('jwks has no keys, so no token would be taken; give the public keys of the issuer');
  return { ...(jwksUri !== undefined && { jwksUri }), ...(jwks && { jwks: JSON.stringify(jwks) }) };
}

function wireOptions(options: JwtIssuerOptions): Partial<JWTRule> {
  const { audiences, fromHeaders, fromParams, fromCookies, forwardOriginalToken, outputClaimToHeaders, outputPayloadToHeader, spaceDelimitedClaims, timeout } = options;
  const headers = fromHeaders?.map((each) => (typeof each === 'string' ? { name: each } : { ...each }));
  const outputs = Object.entries(outputClaimToHeaders ?? {}).map(([header, claim]) => ({ header, claim }));
  for (const { name } of headers ?? []) checkHeader(name, isHeaderName(name));
  for (const { header } of outputs) checkHeader(header, /^[-\w]+$/.test(header));
  return {
    ...textsOf({ audiences }), ...(headers && headers.length > 0 && { fromHeaders: headers }), ...textsOf({ fromParams }), ...textsOf({ fromCookies }),
    ...(forwardOriginalToken !== undefined && { forwardOriginalToken }), ...(outputs.length > 0 && { outputClaimToHeaders: outputs }),
    ...(outputPayloadToHeader !== undefined && { outputPayloadToHeader: checkHeader(outputPayloadToHeader, isHeaderName(outputPayloadToHeader)) }),
    ...textsOf({ spaceDelimitedClaims }), ...(timeout && { timeout: wireDuration(timeout, 'timeout') }),
  };
}

function textsOf(given: { readonly [Name in keyof JWTRule]?: readonly string[] }): Partial<JWTRule> {
  const [[name, texts = []]] = Object.entries(given);
  const wild = name === 'audiences' ? texts.find((text) => text.includes('*')) : undefined;
  if (wild !== undefined) throw new Error(`audience "${wild}" has a star, and tokens are for an audience by its whole name; name each`);
  if (texts.includes('')) throw new Error(`${name} has an empty text, which Istio refuses; take it away`);
  return texts.length > 0 ? { [name]: [...texts] } : {};
}

function checkHeader(name: string, isName: boolean): string {
  if (!isName) throw new Error(`"${name}" is no header name; give the name alone, such as "x-user"`);
  return name;
}
