import type { Route, RouteTable, VirtualHost } from '../model/build/build';
import type { Mesh } from '../model/mesh';
import { asRecord, asText } from '../values/read';
import { whyNoRegex } from '../values/regex';
import { actionOf, type Action } from './action';
import type { Destinations } from './destinations';
import { Asked, conditionsOf, regexesOf, type Condition } from './match';
import { isTarget, normalize, type Normalization } from './path';
import { httpsRedirection } from './redirect';
import type { ParsedRequest } from './request';
import type { Way } from './trace';
import { VirtualHostIndex } from './virtual-host-index';

/** A route that is ready to be asked many times. */
interface Ready {
  readonly route: Route;
  readonly conditions: readonly Condition[];
  act?: (asked: Asked) => Action;
}

const NORMALIZATIONS: readonly Normalization[] = ['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'];

/** Routes requests by route tables: first the virtual host, and then the first of its routes that takes the request. */
export class HttpRouting {
  private readonly hosts = new Map<RouteTable, VirtualHostIndex>();
  /** Or why Envoy refuses its routes. */
  private readonly ready = new Map<VirtualHost, readonly Ready[] | string>();
  private readonly normalization: Normalization;
  /** Whether a proxy in front of the gateway is trusted to say how the client has come. */
  private readonly trustsForwarded: boolean;

  constructor({ config }: Mesh, private readonly destinations: Destinations) {
    const asked = asText(asRecord(config.manifest.pathNormalization).normalization);
    this.normalization = NORMALIZATIONS.find((each) => each === asked) ?? 'BASE';
    this.trustsForwarded = config.numTrustedProxies > 0;
  }

  /**
   * What becomes of a request to a route table; the way to it is noted in `way`.
   *
   * @param admit what becomes of it before any route is asked, or the request with which it goes on; undefined where nothing does
   */
  public route(sent: ParsedRequest, table: RouteTable, way: Way, admit?: (asked: Asked) => Asked | Action): Action {
    const forwarded = this.trustsForwarded ? sent.headers.get('x-forwarded-proto') : undefined;
    const request = forwarded === undefined ? sent : asForwarded(sent, forwarded);
    if (!isTarget(request.target, this.normalization)) return { kind: 'refused', because: 'bad-request', status: 400 };
    const asked = new Asked(request, normalize(request.target, this.normalization));
    const admitted = admit === undefined ? asked : admit(asked);
    return admitted instanceof Asked ? this.find(admitted, table, way, forwarded) : admitted;
  }

  private find(asked: Asked, table: RouteTable, way: Way, forwarded: string | undefined): Action {
    const { request, target } = asked;
    const virtualHost = this.hostsOf(table).find(request.hostname);
    if (virtualHost === undefined) return { kind: 'refused', because: 'no-host', status: 404 };
    way.virtualHost = virtualHost;
    // For the redirect Envoy compares the header as it is written.
    const isSecure = forwarded === undefined ? request.secure : forwarded === 'https';
    if (!isSecure && virtualHost.redirectedBy.length > 0) return { kind: 'redirected', because: 'https-redirect', ...httpsRedirection(request, target) };
    return this.take(virtualHost, asked, way);
  }

  private take(virtualHost: VirtualHost, asked: Asked, way: Way): Action {
    const all = this.readyOf(virtualHost);
    if (typeof all === 'string') return { kind: 'rejected', because: 'regular-expression', reason: all };
    const takes = ({ conditions }: Ready) => conditions.every((condition) => condition(asked));
    const index = all.findIndex(takes);
    if (!virtualHost.certain) way.rivals = rivalsAmong(all.filter(takes).map(({ route }) => route));
    way.misses = index < 0 ? all.length : index;
    if (index < 0) return { kind: 'refused', because: 'no-route', status: 404 };
    const taken = all[index];
    way.route = taken.route;
    taken.act ??= actionOf(taken.route, this.destinations);
    return taken.act(asked);
  }

  private hostsOf(table: RouteTable): VirtualHostIndex {
    const found = this.hosts.get(table) ?? new VirtualHostIndex(table);
    this.hosts.set(table, found);
    return found;
  }

  private readyOf(virtualHost: VirtualHost): readonly Ready[] | string {
    const found = this.ready.get(virtualHost) ?? whyNoRegexIn(virtualHost.routes) ?? virtualHost.routes.map((route) => ({ route, conditions: conditionsOf(route) }));
    this.ready.set(virtualHost, found);
    return found;
  }
}

// Anything but these two words says nothing of the scheme.
function asForwarded(request: ParsedRequest, scheme: string): ParsedRequest {
  return /^https?$/i.test(scheme) ? { ...request, secure: scheme.length === 'https'.length } : request;
}

function whyNoRegexIn(routes: readonly Route[]): string | undefined {
  for (const route of routes) {
    const [wrong] = regexesOf(route).flatMap((regex) => {
      const why = whyNoRegex(regex);
      return why === undefined ? [] : [`"${regex}" ${why}`];
    });
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

// Whatever their order, those that take every request come last.
function rivalsAmong(routes: readonly Route[]): readonly Route[] {
  const narrow = routes.filter(({ isCatchAll }) => !isCatchAll);
  return narrow.length > 0 ? narrow : routes;
}
