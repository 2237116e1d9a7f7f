import { DATAPLANE_MODE, injectionOf, membershipOf, type Membership } from '../../model/injection';
import type { Mesh } from '../../model/mesh';
import { PeerAuthentications, type Mtls } from '../../model/peer-authentication';
import type { MeshService } from '../../model/registry';
import type { PodSource } from '../../model/workload';
import { serviceOfHost } from '../../values/host-name';
import { LabelIndex } from '../../values/label-index';
import type { Labels } from '../../values/labels';
import type { ClientTls } from './client-tls';

/** What pods take from their clients, and whether they are in the mesh. */
export interface PodsMtls {
  readonly mtls: Mtls;
  readonly membership: Membership;
  /** Whether there may well be a DestinationRule of their own for all of these pods. @default false */
  readonly hasOwn?: boolean;
}

/** Finds what the pods of hosts take. */
export class PodsMtlsLookup {
  public readonly policies: PeerAuthentications;
  private readonly domain: string;
  private readonly namespaces: ReadonlyMap<string | undefined, Labels>;
  private readonly services: ReadonlyMap<string, MeshService>;
  private readonly pods = new LabelIndex<PodSource>();
  /** What DestinationRules are for. */
  private readonly hosts: ReadonlySet<string>;

  constructor({ destinationRules, peerAuthentications, services, pods, namespaces, config, domain }: Mesh) {
    this.hosts = new Set(destinationRules.map(({ host }) => host));
    this.policies = new PeerAuthentications(peerAuthentications, config.rootNamespace);
    this.domain = domain;
    this.namespaces = new Map(namespaces.map(({ ref, labels }) => [ref.name, labels]));
    this.services = new Map(services.map((service) => [nameOf(service), service]));
    pods.forEach((pod) => this.pods.add(pod.ref.namespace, pod));
  }

  /** For each kind of pods and port that a TLS mode for a host is about; none where that is not known, or the host is not in the mesh. */
  public of(host: string, tls: ClientTls): readonly PodsMtls[] {
    if (isMeshWide(host, this.domain)) return [{ mtls: this.policies.ofMesh(), membership: 'unknown' }, ...this.ofNamespaces()];
    const named = serviceOfHost(host.replace(/^\*\./, 'any.'), this.domain);
    if (named === undefined) return [];
    const membership = this.membershipIn(named.namespace);
    if (host.startsWith('*')) return [{ mtls: this.policies.ofNamespace(named.namespace), membership }];
    const service = this.services.get(nameOf(named));
    if (service !== undefined) return this.ofService(service, tls);
    return this.policies.mayDiffer(named.namespace, {}) ? [] : [{ mtls: this.policies.ofNamespace(named.namespace), membership }];
  }

  private ofNamespaces(): readonly PodsMtls[] {
    return this.policies.namespaces.filter((namespace) => !this.hosts.has(`*.${namespace}.svc.${this.domain}`))
      .map((namespace) => ({ mtls: this.policies.ofNamespace(namespace), membership: this.membershipIn(namespace), hasOwn: true }));
  }

  private ofService({ namespace, selector, ports }: MeshService, { port, except, subset }: ClientTls): readonly PodsMtls[] {
    if (Object.keys(selector).length === 0) return [];
    const meant = { ...selector, ...subset };
    const known = this.pods.selected(namespace, meant);
    if (known.length === 0 && this.policies.mayDiffer(namespace, meant)) return [];
    const sources = known.length > 0
      ? known.map((pod) => ({ labels: pod.labels, membership: membershipOf(pod, this.namespaces.get(namespace)) }))
      : [{ labels: meant, membership: this.membershipIn(namespace) }];
    const targets = ports.filter(({ number, protocol }) => protocol === 'TCP' && (port === undefined ? !except.has(number) : port === number));
    return sources.flatMap(({ labels, membership }) => targets.map(({ targetPort }): PodsMtls => ({
      mtls: this.policies.ofPods(namespace, labels, typeof targetPort === 'number' ? targetPort : undefined), membership,
    })));
  }

  private membershipIn(namespace: string | undefined): Membership {
    const labels = this.namespaces.get(namespace) ?? {};
    const injection = injectionOf(labels);
    if (injection === 'on') return 'sidecar';
    if (labels[DATAPLANE_MODE] === 'ambient') return 'ambient';
    return injection === 'off' ? 'outside' : 'unknown';
  }
}

/** Whether a host is a wildcard over the Services of every namespace. */
export function isMeshWide(host: string, domain: string): boolean {
  return host === '*' || (host.startsWith('*.') && `.svc.${domain}`.endsWith(host.slice(1)));
}

function nameOf({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace ?? ''}/${name}`;
}
