import type { FilterChain, Listener, PassthroughChain, TcpChain } from '../model/build/build';
import { passesTlsOn } from '../model/gateway';
import type { BoundServer } from '../model/listener';
import type { Mesh } from '../model/mesh';
import { formatRef, qualifiedName } from '../values/object-ref';
import { allOf } from '../values/words';
import type { Action } from './action';
import { Guards } from './authorization/guards';
import { Caveats } from './caveats';
import { ChainIndex } from './chain-index';
import { Destinations } from './destinations';
import { listenerAt, type Door } from './door';
import { Entries, type Entry } from './entries';
import { HttpRouting } from './http';
import { contestants, orders, type Placed } from './orders';
import type { Outcome } from './outcome';
import { parseRequest, type ParsedRequest, type Request } from './request';
import { send } from './send';
import { Way } from './trace';
import { UnknownGateways } from './unknown-gateways';

const NO_CAVEATS: readonly string[] = [];

// More are not kept: who asks so many questions of meshes without ages gets each answered anew.
const MOST_KEPT = 20;

export interface RouterOptions {
  /** The ingress Service that clients dial, `namespace/name`. @default - whichever serves the request */
  readonly ingress?: string;
}

interface Step {
  readonly action: Action;
  readonly trace: Way;
}

/** Says where requests go, by what istiod would build of a mesh. */
export class Router {
  private readonly entries: Entries;
  private readonly http: HttpRouting;
  private readonly destinations: Destinations;
  private readonly guards: Guards;
  private readonly unknownGateways: UnknownGateways;
  private readonly caveats: Caveats;
  private readonly chains = new Map<Listener, ChainIndex>();
  /** Of the mesh in other orders, by the objects whose order is open. */
  private readonly others = new Map<string, readonly Router[]>();

  constructor(private readonly mesh: Mesh, private readonly options: RouterOptions = {}) {
    this.entries = new Entries(mesh.builds, mesh.pods, options.ingress);
    this.destinations = new Destinations(mesh);
    this.http = new HttpRouting(mesh, this.destinations);
    this.guards = new Guards(mesh);
    this.unknownGateways = new UnknownGateways(mesh);
    this.caveats = new Caveats(mesh);
  }

  /**
   * What becomes of a request, with the way to it.
   *
   * @throws where the URL is none that a request can be sent to
   */
  public route(request: Request): Outcome {
    const outcome = this.answer(request);
    const caveats = this.caveats.of(outcome.trace.workload);
    return caveats.length === 0 ? outcome : Object.assign(outcome, { caveats: [...outcome.caveats, ...caveats] });
  }

  private answer(request: Request): Outcome {
    const parsed = parseRequest(request);
    const step = this.first(parsed);
    const missing = this.unknownGateways.gatewaysFor(parsed, step.action);
    if (missing.length > 0) return outcomeOf({ ...step, action: { kind: 'unknown', needs: `Gateway ${allOf(missing)}, which a VirtualService for the host is on` } });
    const open = contestants(step.trace);
    return open.length === 0 ? outcomeOf(step) : this.inEveryOrder(parsed, step, open);
  }

  private first(request: ParsedRequest): Step {
    const entries = this.entries.at(request.port);
    if (entries.length === 1) return this.enter(request, entries[0]);
    if (entries.length === 0) return { action: { kind: 'refused', because: 'no-listener' }, trace: new Way() };
    const steps = entries.map((entry) => this.enter(request, entry));
    const [first, ...others] = steps.filter(({ action }) => action.kind !== 'refused' || action.because === 'no-route');
    if (first === undefined || others.length === 0) return first ?? steps[0];
    return { action: { kind: 'unknown', needs: `the ingress Service that is dialled, one of ${[first, ...others].map(nameOfEntry).join(', ')}` }, trace: new Way() };
  }

  private inEveryOrder(request: ParsedRequest, step: Step, open: readonly Placed[]): Outcome {
    const routers = this.inOrders(open);
    const names = allOf(open.map(({ ref }) => formatRef(ref)));
    if (routers === undefined) return outcomeOf({ ...step, action: { kind: 'unknown', needs: `the ages of ${names}` } });
    const steps = routers.map((router) => router.first(request));
    // In another order others meet.
    const more = steps.flatMap(({ trace }) => contestants(trace)).filter(({ origin }) => !open.some((each) => each.origin === origin));
    if (more.length > 0) return this.inEveryOrder(request, step, [...open, ...new Map(more.map((each) => [each.origin, each])).values()]);
    const different = [...new Map(steps.map((each) => [JSON.stringify(each.action), each])).values()];
    return different.length === 1 ? outcomeOf(different[0]) : outcomeOf({ ...step, action: { kind: 'depends-on-order', outcomes: different.map(outcomeOf) } });
  }

  private inOrders(open: readonly Placed[]): readonly Router[] | undefined {
    const key = open.map(({ ref }) => formatRef(ref)).join(' ');
    const known = this.others.get(key);
    if (known !== undefined) return known;
    const made = orders(this.mesh, open)?.map((mesh) => new Router(mesh, this.options));
    if (made !== undefined && this.others.size < MOST_KEPT) this.others.set(key, made);
    return made;
  }

  private enter(request: ParsedRequest, entry: Entry): Step {
    const { workload } = entry.build;
    const way = new Way(workload, entry.service !== undefined && entry.port !== undefined ? { service: entry.service, port: entry.port } : undefined);
    return { trace: way, action: this.listen(request, entry, way) };
  }

  private listen(request: ParsedRequest, { build: { workload }, service, port, target, listeners, door }: Entry, way: Way): Action {
    if (service !== undefined && target === undefined && workload.containers === undefined) {
      return { kind: 'unknown', needs: `the pods behind Service ${service.name}, whose targetPort ${port?.targetPort} is one of their names` };
    }
    const { listener, needs, caveat }: Door = request.address === undefined ? door : { listener: listenerAt(listeners, request.address) };
    if (needs !== undefined) return { kind: 'unknown', needs };
    way.listener = listener;
    way.caveat = caveat;
    if (listener === undefined || listener.absent !== undefined) return { kind: 'refused', because: 'no-listener' };
    if (listener.refused !== undefined) return { kind: 'rejected', because: listener.refused.because };
    way.chain = this.chainsOf(listener).find(request.secure ? request.sni : undefined);
    if (way.chain !== undefined) return this.within(request, way.chain, listener, way);
    if (request.secure) return { kind: 'refused', because: 'no-sni-match' };
    const takesTls = listener.chains.some(({ terminatesTls, kind }) => terminatesTls || kind === 'passthrough' || kind === 'auto-passthrough');
    return { kind: 'refused', because: takesTls ? 'tls-expected' : 'no-listener' };
  }

  private within(request: ParsedRequest, chain: FilterChain, listener: Listener, way: Way): Action {
    if (chain.kind === 'auto-passthrough') return { kind: 'unsupported', feature: 'AUTO_PASSTHROUGH' };
    if (chain.terminatesTls) {
      const because = whyNoHandshake(request, chain.kind === 'http' ? chain.servers[0] : chain.server);
      if (because !== undefined) return { kind: 'refused', because };
    }
    const guard = this.guards.of((chain.kind === 'http' ? chain.servers[0] : chain.server).workload);
    if (chain.kind !== 'http') return guard?.refusal(chain, listener, request, way) ?? this.pass(chain);
    if (request.secure && !chain.terminatesTls) return { kind: 'refused', because: 'plaintext-expected' };
    if (request.protocol === 'tcp') return { kind: 'unsupported', feature: 'bytes that are no HTTP, to a server of HTTP' };
    if (chain.routeTable.refused !== undefined) return { kind: 'rejected', because: chain.routeTable.refused.because };
    return this.http.route(request, chain.routeTable, way, guard && ((asked) => guard.admit(chain, listener, asked, way)));
  }

  private pass({ rule, server, virtualService }: TcpChain | PassthroughChain): Action {
    const { kind, destinations } = send(rule.destinations, this.destinations, { bound: server, from: virtualService.ref.namespace });
    return { kind, protocol: 'tcp', destinations: destinations.map((each) => ({ ...each, protocol: 'tcp' })), mirrors: [] };
  }

  private chainsOf(listener: Listener): ChainIndex {
    const found = this.chains.get(listener) ?? new ChainIndex(listener.chains);
    this.chains.set(listener, found);
    return found;
  }
}

const ASKING = new Set(['MUTUAL', 'ISTIO_MUTUAL']);

function whyNoHandshake({ secure, clientCertificate }: ParsedRequest, { server }: BoundServer): 'tls-expected' | 'client-certificate-required' | undefined {
  if (!secure) return 'tls-expected';
  const asks = server.tls !== undefined && !passesTlsOn(server) && ASKING.has(server.tls.mode);
  return asks && !clientCertificate ? 'client-certificate-required' : undefined;
}

function nameOfEntry({ trace: { entry, workload } }: Step): string {
  return entry === undefined ? workload?.name ?? '' : qualifiedName(entry.service);
}

function outcomeOf({ action, trace }: Step): Outcome {
  // Each action is made for its request alone; a copy would cost as much again as all the rest.
  return Object.assign(action, { trace, caveats: trace.caveat === undefined ? NO_CAVEATS : [trace.caveat] }) as Outcome;
}
