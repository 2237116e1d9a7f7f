import type { Duration } from 'cdk8s';
import type { CorsPolicy, StringMatch as WireStringMatch } from '../../imports/networking';
import { isHeaderName } from '../values/header-syntax';
import { takes } from '../values/text-meeting';
import { toStringMatch, type TextPattern } from './value-match';
import { wireDuration } from './wire-duration';

/** Methods that scripts of other origins can be let use; `*` for all, which does not count where there are credentials. */
export type CorsMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | '*';

/**
 * Which scripts of other origins browsers let read the answers.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface Cors {
  /** Origins such as `https://shop.example.com`, `{ prefix }` and `{ regex }` of them, or `*` for any, which takes no credentials. */
  readonly origins: '*' | ReadonlyArray<string | TextPattern>;

  /**
   * Methods that they may use.
   *
   * @default - none beside those that browsers always allow: GET, HEAD and POST
   */
  readonly methods?: readonly CorsMethod[];

  /**
   * Request headers that they may set; `*` for all.
   *
   * @default - none beside those that browsers always allow
   */
  readonly headers?: readonly string[];

  /**
   * Headers of the answer that they may read; `*` for all.
   *
   * @default - none beside those that browsers always show
   */
  readonly exposeHeaders?: readonly string[];

  /**
   * How long browsers may keep this, in whole seconds.
   *
   * @default - as long as browsers do by themselves: 5 seconds
   */
  readonly maxAge?: Duration;

  /**
   * Whether requests may have cookies and other credentials.
   *
   * @default false
   */
  readonly credentials?: boolean;

  /**
   * What becomes of a browser's question whether it may, from an origin that may not: it goes on to the service, or is answered without leave.
   *
   * @default 'FORWARD'
   */
  readonly unmatchedPreflights?: 'FORWARD' | 'IGNORE';
}

/** `scheme://host` with a port where it is not the usual one, as browsers write it, or `null`. */
const ORIGIN = /^([a-z][a-z0-9+.-]*:\/\/[^/?#\s]+|null)$/;

/** Origins that are no one's, by RFC 2606: what takes them takes any. So does, to Envoy, what takes a star. */
const STRANGERS = ['https://any.origin.invalid', 'http://7.other.test:8080', '*'];

/**
 * The policy as Istio wants it.
 *
 * @throws for what is no origin or no header, for a time that browsers cannot be told, and for credentials from any origin
 */
export function wireCors({ origins, methods, headers, exposeHeaders, maxAge, credentials, unmatchedPreflights }: Cors): CorsPolicy {
  if (origins.length === 0) throw new Error('origins is an empty list, so the policy allows nothing; give at least one, such as "https://example.com", or leave cors out');
  const allowOrigins = origins === '*' ? [{ exact: '*' }] : origins.map(wireOrigin);
  const open = credentials ? allowOrigins.find(takesAnyOrigin) : undefined;
  if (open !== undefined) {
    throw new Error(`credentials for any origin (${Object.values(open).join()}) would let every page act as its visitor, and browsers refuse it; name the origins, or leave credentials out`);
  }
  for (const name of [...headers ?? [], ...exposeHeaders ?? []]) {
    if (name !== '*' && !isHeaderName(name)) throw new Error(`"${name}" is no header name; give the name alone, such as "x-request-id", or "*" for all`);
  }
  return {
    allowOrigins,
    ...(methods && { allowMethods: [...methods] }), ...(headers && { allowHeaders: [...headers] }), ...(exposeHeaders && { exposeHeaders: [...exposeHeaders] }),
    ...(maxAge && { maxAge: wholeSeconds(maxAge) }), ...(credentials !== undefined && { allowCredentials: credentials }),
    ...(unmatchedPreflights && { unmatchedPreflights }),
  };
}

function wireOrigin(origin: string | TextPattern): WireStringMatch {
  if (typeof origin === 'string' && !ORIGIN.test(origin)) {
    const why = origin === '*' ? 'is no origin, but all of them: say origins: \'*\'' : 'is no origin as browsers write it: give scheme and host in small letters, without a path, such as "https://example.com"';
    throw new Error(`"${origin}" ${why}`);
  }
  return toStringMatch(origin) as WireStringMatch;
}

function takesAnyOrigin({ exact, prefix, regex }: WireStringMatch): boolean {
  if (exact !== undefined) return exact === '*';
  return STRANGERS.some((stranger) => (regex === undefined ? stranger.startsWith(prefix ?? '') : takes(regex, stranger)));
}

function wholeSeconds(maxAge: Duration): string {
  if (maxAge.toMilliseconds({ integral: false }) % 1000 !== 0) throw new Error(`maxAge of ${maxAge.toMilliseconds({ integral: false })} ms is not in whole seconds, which browsers are told; give one such as Duration.hours(24)`);
  return wireDuration(maxAge, 'maxAge');
}
