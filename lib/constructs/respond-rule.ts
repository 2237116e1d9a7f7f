import { checkAnswerStatus } from './answer-status';
import type { RuleOptions } from './forward-options';
import { wireHeaders, type HeadersOptions } from './header-operations';
import type { Match } from './match';
import { RouteRule } from './route-rule';

/** Istio's own limit, in bytes. */
const LARGEST = 1024 * 1024;

/** What requests are answered with, without a service. */
export interface RespondOptions extends RuleOptions, Pick<HeadersOptions, 'responseHeaders'> {
  /** Status of HTTP, from 200 to 599. */
  readonly status: number;

  /**
   * What the answer holds, as text in UTF-8 or as bytes: a part of the configuration of every gateway that has the route, so a short one. Its
   * `content-type` is `text/plain` unless `responseHeaders` sets it.
   *
   * @default - nothing
   */
  readonly body?: string | Uint8Array;
}

/** @throws for a status that Envoy does not answer with, and a body above a megabyte */
export function respondRule(matches: readonly Match[], options: RespondOptions): RouteRule {
  const { name, body, responseHeaders } = options;
  const status = checkAnswerStatus(options.status);
  const size = body === undefined ? 0 : Buffer.byteLength(body);
  if (size > LARGEST) throw new Error(`the body has ${size} bytes, and Istio takes ${LARGEST} at most; let a service answer`);
  const wire = typeof body === 'string' ? { string: body } : body && { bytes: Buffer.from(body).toString('base64') };
  const action = { directResponse: { status, ...(wire && { body: wire }) }, ...(name !== undefined && { name }), ...wireHeaders({ responseHeaders }) };
  return new RouteRule(matches, { what: `answer ${status}` }, () => action);
}
