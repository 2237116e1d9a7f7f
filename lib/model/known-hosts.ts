import { append } from '../values/append';
import { serviceHost, serviceOfHost } from '../values/host-name';
import { Spellings } from '../values/misspelled';
import type { Completeness } from './completeness';
import type { MeshService, Registry, RegistryEntry } from './registry';
import type { ServiceEntry } from './service-entry';

/** What is known of a host that traffic is sent to, or that a DestinationRule is for. */
export type KnownHost =
  | { readonly kind: 'known'; readonly entries: readonly RegistryEntry[] }
  /** Written with the namespace and without the cluster's domain; `sure` where it can mean nothing else. */
  | { readonly kind: 'partly-qualified'; readonly full: string; readonly sure: boolean }
  /** Names are compared with their case. */
  | { readonly kind: 'other-case'; readonly registered: string }
  /** Only wildcards cover it; `sure` where no other ServiceEntry can have it. */
  | { readonly kind: 'under-wildcard'; readonly wildcard: string; readonly sure: boolean }
  | { readonly kind: 'absent' | 'unknown'; readonly near?: Near };

/** A host that is there and could be the one that is meant. */
export interface Near {
  readonly host: string;
  readonly because: 'misspelled' | 'other-namespace';
}

interface Parts {
  readonly registry: Registry;
  readonly services: readonly MeshService[];
  readonly serviceEntries: readonly ServiceEntry[];
  readonly completeness: Completeness;
  readonly domain: string;
}

// Names of namespaces that are also top-level domains, so that `shop.dev` may well be a DNS name.
const ALSO_DOMAINS = new Set(['com', 'net', 'org', 'io', 'dev', 'app', 'cloud', 'run', 'page', 'local', 'internal']);

/** The hosts of a mesh, as what names them finds them. */
export class KnownHosts {
  private readonly byNamespace = new Map<string | undefined, MeshService[]>();
  private readonly byName = new Map<string, MeshService[]>();
  /** By what of them is compared. */
  private hosts?: ReadonlyMap<string, string>;
  private spellings?: Spellings;
  /** By namespace of the object that names it, and host. */
  private readonly looked = new Map<string | undefined, Map<string, KnownHost>>();

  constructor(private readonly parts: Parts) {
    for (const service of parts.services) {
      append(this.byNamespace, service.namespace, service);
      append(this.byName, service.name, service);
    }
  }

  /**
   * @param host in full, as istiod makes it of what is written
   * @param namespace of the object that names it
   */
  public look(host: string, namespace: string | undefined): KnownHost {
    const looked = this.looked.get(namespace) ?? new Map<string, KnownHost>();
    this.looked.set(namespace, looked);
    const found = looked.get(host) ?? this.find(host, namespace);
    looked.set(host, found);
    return found;
  }

  private find(host: string, namespace: string | undefined): KnownHost {
    const covering = this.parts.registry.entriesOf(host);
    const entries = covering.filter(({ hostname }) => hostname === host);
    if (entries.length > 0) return { kind: 'known', entries };
    const other = covering.find(({ hostname }) => hostname.toLowerCase() === host.toLowerCase());
    if (other !== undefined) return { kind: 'other-case', registered: other.hostname };
    const partly = this.partlyQualified(host, namespace);
    if (partly?.sure === true) return partly;
    if (covering.length > 0) return { kind: 'under-wildcard', wildcard: covering[0].hostname, sure: this.isWhole(host) };
    return partly ?? { kind: this.parts.registry.presence(host) === 'absent' ? 'absent' : 'unknown', near: this.near(host) };
  }

  /** Names of some Services in the namespace of a Service's host. */
  public neighbours(host: string): readonly string[] {
    const namespace = serviceOfHost(host, this.parts.domain)?.namespace;
    return namespace === undefined ? [] : (this.byNamespace.get(namespace) ?? []).slice(0, 5).map(({ name }) => name);
  }

  private isWhole(host: string): boolean {
    const { completeness, domain } = this.parts;
    const service = serviceOfHost(host, domain);
    return completeness.has('ServiceEntry') && (service === undefined || completeness.has('Service', service.namespace));
  }

  // istiod expands only names without a dot.
  private partlyQualified(host: string, own: string | undefined): Extract<KnownHost, { kind: 'partly-qualified' }> | undefined {
    const [name, namespace, ...rest] = host.split('.');
    const { domain, registry } = this.parts;
    if (name === '*' || !namespace) return undefined;
    const full = serviceHost({ name, namespace }, domain);
    if (rest.length > 0) return full.startsWith(`${host}.`) ? { kind: 'partly-qualified', full, sure: true } : undefined;
    if (registry.entriesOf(full).some(({ service }) => service !== undefined)) return { kind: 'partly-qualified', full, sure: true };
    const isNamespace = (namespace === own || this.byNamespace.has(namespace)) && !ALSO_DOMAINS.has(namespace);
    return isNamespace ? { kind: 'partly-qualified', full, sure: false } : undefined;
  }

  private near(host: string): Near | undefined {
    const service = serviceOfHost(host, this.parts.domain);
    if (service?.namespace === '') return undefined;
    const namesakes = (service && this.byName.get(service.name)) ?? [];
    // An object without a namespace goes to any.
    if (namesakes.some(({ namespace }) => namespace === undefined)) return undefined;
    const misspelled = this.misspelled(host);
    if (misspelled !== undefined) return { host: misspelled, because: 'misspelled' };
    return namesakes.length === 0 ? undefined : { host: serviceHost(namesakes[0], this.parts.domain), because: 'other-namespace' };
  }

  private misspelled(host: string): string | undefined {
    const { services, serviceEntries, domain } = this.parts;
    this.hosts ??= new Map([
      ...services.filter(({ namespace }) => namespace !== undefined).map((service) => serviceHost(service, domain)),
      ...serviceEntries.flatMap(({ hosts }) => hosts),
    ].map((each) => [withoutDomain(each, domain), each]));
    this.spellings ??= new Spellings(this.hosts.keys());
    const [near] = this.spellings.near(withoutDomain(host, domain));
    return near === undefined ? undefined : this.hosts.get(near);
  }
}

// The cluster's domain is in every name, and tells nothing.
function withoutDomain(host: string, domain: string): string {
  const service = serviceOfHost(host, domain);
  return service === undefined ? host : `${service.name}.${service.namespace}`;
}
