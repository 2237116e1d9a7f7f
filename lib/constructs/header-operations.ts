import type { HeaderOperations as WireOperations, Headers } from '../../imports/networking';
import { isAuthority, isHeaderName, whyNoHeaderValue } from '../values/header-syntax';
import { wrongVariable } from '../values/header-variables';

/**
 * What becomes of headers. Values may have Envoy's variables, such as `%DOWNSTREAM_REMOTE_ADDRESS%`; a percent sign itself is `%%`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations
 */
export interface HeaderOperations {
  /**
   * Headers that then have this value and no other.
   *
   * @default - none
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/advanced/substitution_formatter
   */
  readonly set?: Readonly<Record<string, string>>;

  /**
   * Values that headers get in addition to those that they have.
   *
   * @default - none
   */
  readonly add?: Readonly<Record<string, string>>;

  /**
   * Headers that are taken away.
   *
   * @default - none
   */
  readonly remove?: readonly string[];
}

/** What becomes of the headers of requests and of the answers to them. */
export interface HeadersOptions {
  /**
   * What becomes of the request's headers on their way to the service.
   *
   * @default - they stay as they are
   */
  readonly requestHeaders?: HeaderOperations;

  /**
   * What becomes of the answer's headers on their way to the client.
   *
   * @default - they stay as they are
   */
  readonly responseHeaders?: HeaderOperations;
}

/**
 * The operations as Istio wants them; none where there is nothing to do.
 *
 * @throws for a header that there is not or cannot be changed, and for a value that Envoy cannot read
 */
export function wireHeaders({ requestHeaders, responseHeaders }: HeadersOptions): { readonly headers?: Headers } {
  const headers = { ...operations('request', requestHeaders), ...operations('response', responseHeaders) };
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function operations(side: 'request' | 'response', given: HeaderOperations = {}): { readonly [Side in 'request' | 'response']?: WireOperations } {
  const { set = {}, add = {}, remove = [] } = given;
  const values = [...Object.entries(set), ...Object.entries(add)];
  for (const name of [...values.map(([each]) => each), ...remove]) checkName(name);
  for (const [name, value] of values) checkValue(name, value);
  const wire = {
    ...(Object.keys(set).length > 0 && { set: { ...set } }), ...(Object.keys(add).length > 0 && { add: { ...add } }),
    ...(remove.length > 0 && { remove: [...remove] }),
  };
  return Object.keys(wire).length > 0 ? { [side]: wire } : {};
}

function checkName(name: string): void {
  if (isAuthority(name)) throw new Error(`header "${name}" is the host of the request; change it by rewrite: Rewrite.authority('...')`);
  if (name.startsWith(':')) throw new Error(`header "${name}" is one of HTTP/2's own, which cannot be changed here; change the path by rewrite`);
  if (!isHeaderName(name)) throw new Error(`"${name}" is no header name; give the name alone, such as "x-version"`);
}

function checkValue(name: string, value: string): void {
  const why = whyNoHeaderValue(value);
  if (why !== undefined) throw new Error(`value "${value}" of header "${name}" ${why}`);
  const wrong = wrongVariable(value);
  if (wrong !== undefined) throw new Error(`value "${value}" of header "${name}" has "${wrong.variable}", which ${wrong.why}; write a percent sign itself as %%`);
}
