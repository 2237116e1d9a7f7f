import type { RouteTarget } from '../constructs/destination';
import type { Mesh } from '../model/mesh';
import type { ReachedDestination } from '../router/outcome';
import { serviceHost, serviceOfHost } from '../values/host-name';
import { qualifiedName } from '../values/object-ref';
import { formatPort } from '../values/service';
import { allOf } from '../values/words';

/** A Service by what every object of Kubernetes has: an `ApiObject`, or a manifest. */
export interface ServiceObject {
  /** `Service`. */
  readonly kind: string;
  /** What it is called by. */
  readonly metadata: {
    /** Its name; undefined for an object whose name only the cluster makes. */
    readonly name?: string;
    /** Its namespace; undefined where the manifest has none. */
    readonly namespace?: string;
  };
}

/**
 * A service, however a test has it at hand: a Service of any cdk8s-plus, a `ServiceRef`, an `ExternalService`, a subset of a `DestinationPolicy`, a Service as an
 * `ApiObject` or a manifest, or a host. A host may be as short as the name, and then means a Service of any namespace: `reviews`,
 * `reviews.default`, `default/reviews`, `reviews.default.svc.cluster.local`, or `api.example.com` of a ServiceEntry.
 */
export type ServiceToReach<PortName extends string = string> = RouteTarget<PortName> | ServiceObject | string;

/** What of a service its name and ports are read from. */
interface Fields {
  readonly name?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly ports?: ReadonlyArray<{ readonly port: number; readonly name?: string }>;
  readonly meshHost?: string;
}

/** What was found of it. */
interface Found extends Pick<Fields, 'ports'> {
  /** In full, or the beginning of the host of a Service up to a dot. */
  readonly host: string;
  readonly shortName: string;
  readonly fullName: string;
  readonly subset?: string;
}

const HOST = /^[a-z\d*]([a-z\d.-]*[a-z\d])?$/i;

/** What a test means by a service. */
export class MeantService {
  /** @throws where it is no service, or no host */
  public static of(service: ServiceToReach, mesh: Mesh): MeantService {
    if (typeof service === 'string') return new MeantService(mesh, { host: hostOf(service), shortName: service, fullName: service });
    if (typeof service !== 'object' || service === null) throw new Error(whyNoService(String(service)));
    const [object, subset] = 'service' in service ? [service.service, service.name] : [service, undefined];
    const { name, kind, metadata = {}, ports, meshHost }: Fields = object;
    if (meshHost !== undefined) return new MeantService(mesh, { host: meshHost, shortName: meshHost, fullName: meshHost, subset, ports });
    const ref = { name: name ?? metadata.name ?? '', namespace: metadata.namespace };
    if (ref.name === '') throw new Error(whyNoService('an object without a name'));
    if (kind !== undefined && kind !== 'Service') throw new Error(whyNoService(`${kind} "${qualifiedName(ref)}"`));
    const host = ref.namespace === undefined ? ref.name : serviceHost(ref, mesh.domain);
    return new MeantService(mesh, { host, shortName: ref.name, fullName: qualifiedName(ref), subset, ports });
  }

  private constructor(private readonly mesh: Mesh, private readonly found: Found) {}

  /** Name of the subset that it is. */
  public get subset(): string | undefined {
    return this.found.subset;
  }

  /** As a sentence names it: with its namespace only where another one of its name is among these. */
  public nameAmong(destinations: readonly ReachedDestination[]): string {
    const { shortName, fullName } = this.found;
    return destinations.some((each) => !this.is(each) && serviceOfHost(each.host, this.mesh.domain)?.name === shortName) ? fullName : shortName;
  }

  /** Whether a destination leads to it. */
  public is({ host }: ReachedDestination): boolean {
    const { domain, services } = this.mesh;
    // What requests for an ExternalName come to is the name that it stands for.
    const aliases = services.filter(({ type, externalName }) => type === 'ExternalName' && externalName === host);
    return [host, ...aliases.map((each) => serviceHost(each, domain))].some((each) => this.means(each));
  }

  /** @throws where it is known to have no port of this name */
  public checkPort(asked: number | string | undefined): void {
    const { ports, fullName } = this.found;
    if (typeof asked !== 'string' || ports === undefined || ports.some(({ name }) => name === asked)) return;
    throw new Error(`service "${fullName}" has no port "${asked}": it has ${allOf(ports.map((each) => formatPort({ number: each.port, name: each.name })))}; use one of these`);
  }

  /** Whether a destination leads to this port of it, by number or name. */
  public hasPort(asked: number | string, { host, port }: ReachedDestination): boolean {
    if (typeof asked === 'number') return port === asked;
    const { ports } = this.found;
    if (ports !== undefined) return ports.some((each) => each.name === asked && each.port === port);
    return this.mesh.registry.entriesOf(host).some((entry) => entry.ports.some(({ name, number }) => name === asked && number === port));
  }

  private means(host: string): boolean {
    return host === this.found.host || (serviceOfHost(host, this.mesh.domain) !== undefined && host.startsWith(`${this.found.host}.`));
  }
}

function hostOf(text: string): string {
  const [, namespace, name] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  const host = (namespace === undefined ? text : `${name}.${namespace}`).toLowerCase();
  if (!HOST.test(host)) throw new Error(`"${text}" is no host of a service: give "reviews", "reviews.default" or the full name, and a port or a path as options`);
  return host;
}

function whyNoService(what: string): string {
  return `toReach takes a Service of cdk8s-plus, a ServiceRef, a subset of a DestinationPolicy, an ApiObject or manifest of kind Service, or a host, not ${what}`;
}
