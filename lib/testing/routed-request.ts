import type { Mesh } from '../model/mesh';
import { formatOutcome, formatRoute } from '../report/route-text';
import type { Outcome } from '../router/outcome';
import type { Request } from '../router/request';
import type { Locate } from '../values/origin';

/** What a request was asked about. */
export interface Around {
  readonly mesh: Mesh;
  readonly locate: Locate;
}

// Registered, so that two copies of the package, or of its modules, understand each other.
const AROUND = Symbol.for('cdk8s-istio.routed-request');

/** What becomes of a request: `get` makes it, and the matchers take it. */
export class RoutedRequest {
  /** The request as it was asked for. */
  public readonly request: Request;

  /** What becomes of it. Its `trace` is not printed with it, nor compared. */
  public readonly outcome: Outcome;

  /** @internal */
  constructor(request: Request, outcome: Outcome, around: Around) {
    this.request = request;
    this.outcome = withHiddenTrace(outcome);
    Object.defineProperty(this, AROUND, { value: around });
  }

  /** The outcome in one line, and the way to it in those below. */
  public toString(): string {
    return [`${formatRequest(this.request)}: ${formatOutcome(this.outcome)}`, ...wayTo(this)].join('\n');
  }
}

export function isRoutedRequest(value: unknown): value is RoutedRequest {
  return typeof value === 'object' && value !== null && AROUND in value;
}

export function around(routed: RoutedRequest): Around {
  return (routed as unknown as { readonly [AROUND]: Around })[AROUND];
}

/** As a sentence names it: the URL, after the method where it is not GET. */
export function formatRequest({ url, method = 'GET', headers = {}, sni, clientCertificate, address, token, sourceIp }: Request): string {
  const given = Object.entries(headers).map(([name, value]) => `${name}=${value}`);
  const parts = [
    ...(given.length > 0 ? [`header ${given.join(' and ')}`] : []), ...(sni === undefined ? [] : [`SNI ${sni}`]),
    ...(clientCertificate ? ['a client certificate'] : []), ...(address === undefined ? [] : [`a connection to ${address}`]),
    ...(token === undefined ? [] : [`token ${JSON.stringify(token)}`]), ...(sourceIp === undefined ? [] : [`source IP ${sourceIp}`]),
  ];
  return `${method === 'GET' ? '' : `${method} `}${url}${parts.length > 0 ? ` with ${parts.join(', ')}` : ''}`;
}

// How the gateway speaks to a service is not what decides where requests go.
const ASIDE = /^ {2}(?:timeout|retries|upstream) /;

/** What a person reads below an outcome: the way to it, and what explains it. */
export function wayTo(routed: RoutedRequest): readonly string[] {
  const { mesh, locate } = around(routed);
  const [, ...lines] = formatRoute(routed.outcome, { request: routed.request, builds: mesh.builds, locate, colors: false }).trimEnd().split('\n');
  return lines.filter((line) => !ASIDE.test(line));
}

// A trace leads to everything that there is in the mesh: whoever prints or compares outcomes would drown in it.
function withHiddenTrace(outcome: Outcome): Outcome {
  const { trace, ...rest } = outcome;
  const copy = rest.kind === 'depends-on-order' ? { ...rest, outcomes: rest.outcomes.map(withHiddenTrace) } : rest;
  return Object.defineProperty(copy, 'trace', { value: trace }) as Outcome;
}
