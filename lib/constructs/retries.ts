import type { Duration } from 'cdk8s';
import type { HTTPRetry } from '../../imports/networking';
import { allOf } from '../values/words';
import type { Branch } from './branch';
import { wireDuration } from './wire-duration';

/**
 * What a request is tried again for: a policy of Envoy, or a status of HTTP as a number, such as 503.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 */
export type RetryCondition =
  | 'connect-failure' | 'refused-stream' | 'reset-before-request' | 'unavailable' | 'cancelled' | 'envoy-ratelimited' | 'retriable-status-codes'
  | '5xx' | 'gateway-error' | 'reset' | 'retriable-4xx' | 'retriable-headers' | 'http3-post-connect-failure' | 'deadline-exceeded' | 'internal' | 'resource-exhausted'
  | RetryStatus;

/** Statuses that say that something went wrong, and not only what. */
export type RetryStatus =
  | 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426
  | 428 | 429 | 431 | 451 | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;

/** How often, what for and when a request is tried again. */
export interface RetriesOptions {
  /** How often a request is tried again after the first time, from 1 on. */
  readonly attempts: number;

  /**
   * What for. On anything but a request that no service has begun to deal with, which is `connect-failure`, `refused-stream`, `reset-before-request`,
   * `envoy-ratelimited`, or gRPC's `unavailable` and `cancelled`, only where the rule matches methods that may be repeated, or with
   * `repeatSideEffects`.
   *
   * @default - Istio's: connect-failure, refused-stream, unavailable and cancelled
   */
  readonly on?: readonly RetryCondition[];

  /**
   * Whether a request may be done twice: that of a POST whose answer was lost, say. Only asked where it can happen.
   *
   * @default false
   */
  readonly repeatSideEffects?: boolean;

  /**
   * How long each try may last, in whole milliseconds.
   *
   * @default - as long as the whole request may
   */
  readonly perTryTimeout?: Duration;

  /**
   * How long to wait before the second try, in whole milliseconds; longer before each further one, and by chance shorter.
   *
   * @default - 25 ms
   */
  readonly backoff?: Duration;

  /**
   * Whether to try in other localities, too, than those that are preferred.
   *
   * @default false
   */
  readonly retryRemoteLocalities?: boolean;

  /**
   * Whether a try goes to another pod than those before it.
   *
   * @default true
   */
  readonly retryIgnorePreviousHosts?: boolean;
}

/** What surely has not been dealt with by a service when it fails so, or is so by Istio's own judgement, which retries on it by default. */
const SAFE: ReadonlySet<RetryCondition> = new Set([
  'connect-failure', 'refused-stream', 'reset-before-request', 'unavailable', 'cancelled', 'envoy-ratelimited', 'retriable-status-codes',
]);

/** Methods that by HTTP have the same effect once and twice. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/**
 * How often a request is tried again that failed, and what for. Without any Istio tries twice more, where no service has got the request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export class Retries {
  /** Each request is tried once. */
  public static none(): Retries {
    return new Retries({ attempts: 0 }, []);
  }

  /**
   * Tries requests again that fail.
   *
   * @param options how often, what for and when
   * @throws for attempts that are no whole number from 1 on, no conditions, and times that Istio does not take
   */
  public static of(options: RetriesOptions): Retries {
    const { attempts, on, repeatSideEffects = false, perTryTimeout, backoff, retryRemoteLocalities, retryIgnorePreviousHosts } = options;
    if (!Number.isInteger(attempts) || attempts < 1) throw new Error(`${attempts} attempts are none; give a whole number from 1 on, or say Retries.none()`);
    if (on?.length === 0) throw new Error('on is an empty list, so nothing would be tried again; say Retries.none(), or leave on out for what Istio retries on');
    const retries: HTTPRetry = {
      attempts,
      ...(on && { retryOn: [...new Set(on)].join(',') }),
      ...(perTryTimeout && { perTryTimeout: wireDuration(perTryTimeout, 'perTryTimeout') }),
      ...(backoff && { backoff: wireDuration(backoff, 'backoff') }),
      ...(retryRemoteLocalities !== undefined && { retryRemoteLocalities }),
      ...(retryIgnorePreviousHosts !== undefined && { retryIgnorePreviousHosts }),
    };
    const unsafe = repeatSideEffects ? [] : (on ?? []).filter((each) => !SAFE.has(each));
    return new Retries(retries, unsafe);
  }

  private constructor(private readonly retries: HTTPRetry, private readonly unsafe: readonly RetryCondition[]) {}

  /**
   * As Istio wants them for a rule of these matches.
   *
   * @throws where a request could be done twice, and that is not asked for
   * @internal
   */
  public _wire(branches: readonly Branch[]): HTTPRetry {
    if (this.unsafe.length === 0 || branches.every(isIdempotent)) return this.retries;
    throw new Error(
      `retries on ${allOf(this.unsafe.map(String))} can do a request twice, since a service may have dealt with it before it failed; `
      + 'match only methods that may be repeated, such as .method("GET", "HEAD"), or say repeatSideEffects: true',
    );
  }
}

function isIdempotent({ request: { method } }: Branch): boolean {
  return method !== undefined && 'exact' in method && IDEMPOTENT.has(method.exact);
}
