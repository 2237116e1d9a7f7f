import { DEFAULT_CLUSTER_DOMAIN } from '../values/cluster-domain';
import { labelsKey, type Labels } from '../values/labels';
import { asTextMap, asRecord, type Manifest } from '../values/read';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { WorkloadBuild } from './build/build';
import { effectiveRules, type RulesOf } from './build/effective-rules';
import { buildWorkloads } from './build/workload-builds';
import { Completeness } from './completeness';
import { credentialsOf, type Credential } from './credentials';
import { waysIn, type WaysTo } from './delegation';
import { DestinationLookup } from './destination-lookup';
import { readDestinationRule, type DestinationRule } from './destination-rule';
import { Endpoints } from './endpoints';
import { readGateway, type Gateway } from './gateway';
import { readIngresses, type IngressObjects } from './ingress';
import * as kinds from './kinds';
import { KnownGateways } from './known-gateways';
import { KnownHosts } from './known-hosts';
import { bindServers, type BoundServer } from './listener';
import { readMeshConfig, type MeshConfig } from './mesh-config';
import { Objects, type Given, type MeshObject } from './objects';
import { readPeerAuthentication, readPolicy, readSidecar, type PeerAuthentication, type Selecting } from './policies';
import { readMeshService, Registry, type MeshService } from './registry';
import { RouteIndex } from './route-index';
import { readSecret, readSecretMaker, type Secret } from './secret';
import { findSendings, type Sending } from './sendings';
import { ServerIndex } from './server-index';
import { readServiceEntry, readWorkloadEntry, type ServiceEntry, type WorkloadEntry } from './service-entry';
import { readVirtualService, type VirtualService } from './virtual-service';
import { findWorkloads, readPodSource, type PodSource, type Workload } from './workload';

/** What is said about the objects rather than by them. */
export interface Facts {
  /** Kinds that are given whole: `Service`, `Service@default`. @default - none: what is not there is unknown */
  readonly complete?: readonly string[];
  /** Time that certificates are judged at. @default - now */
  readonly now?: Date;
  /** Istio's MeshConfig. @default - Istio's own defaults */
  readonly meshConfig?: Manifest;
  /** The cluster's domain. @default cluster.local */
  readonly domain?: string;
}

export interface Namespace {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly labels: Labels;
}

/** What the cluster would hold, read-only, and what istiod would make of it. Each part is worked out when it is first asked for. */
export class Mesh {
  public readonly objects: Objects;
  public readonly completeness: Completeness;
  public readonly config: MeshConfig;
  public readonly now: Date;
  public readonly domain: string;
  private readonly parts = new Map<string, unknown>();

  constructor(given: readonly Given[], { complete, now = new Date(), meshConfig, domain = DEFAULT_CLUSTER_DOMAIN }: Facts = {}) {
    this.objects = new Objects(given);
    this.completeness = new Completeness(complete);
    this.config = readMeshConfig(meshConfig);
    this.now = now;
    this.domain = domain;
  }

  public get gateways(): readonly Gateway[] { return this.all('gateways', kinds.GATEWAY, readGateway); }
  public get virtualServices(): readonly VirtualService[] {
    const settings = { domain: this.domain, exportTo: this.config.defaultVirtualServiceExportTo };
    return this.all('virtualServices', kinds.VIRTUAL_SERVICE, (object) => readVirtualService(object, settings));
  }
  public get destinationRules(): readonly DestinationRule[] {
    const settings = { domain: this.domain, exportTo: this.config.defaultDestinationRuleExportTo };
    return this.all('destinationRules', kinds.DESTINATION_RULE, (object) => readDestinationRule(object, settings));
  }
  public get services(): readonly MeshService[] {
    const settings = { exportTo: this.config.defaultServiceExportTo };
    return this.all('services', kinds.SERVICE, (object) => readMeshService(object, settings));
  }
  public get serviceEntries(): readonly ServiceEntry[] {
    const settings = { exportTo: this.config.defaultServiceExportTo };
    return this.all('serviceEntries', kinds.SERVICE_ENTRY, (object) => readServiceEntry(object, settings));
  }
  public get workloadEntries(): readonly WorkloadEntry[] { return this.all('workloadEntries', kinds.WORKLOAD_ENTRY, readWorkloadEntry); }
  public get sidecars(): readonly Selecting[] { return this.all('sidecars', kinds.SIDECAR, readSidecar); }
  public get peerAuthentications(): readonly PeerAuthentication[] { return this.all('peerAuthentications', kinds.PEER_AUTHENTICATION, readPeerAuthentication); }
  public get requestAuthentications(): readonly Selecting[] { return this.all('requestAuthentications', kinds.REQUEST_AUTHENTICATION, readPolicy); }
  public get authorizationPolicies(): readonly Selecting[] { return this.all('authorizationPolicies', kinds.AUTHORIZATION_POLICY, readPolicy); }
  public get namespaces(): readonly Namespace[] { return this.all('namespaces', kinds.NAMESPACE, readNamespace); }

  /** Those given, and those that another object stands for. */
  public get secrets(): readonly Secret[] {
    return this.once('secrets', () => [
      ...this.objects.of(kinds.SECRET).map(readSecret), ...kinds.SECRET_MAKERS.flatMap((kind) => this.objects.of(kind)).map(readSecretMaker),
    ]);
  }

  /** What makes pods, each as it is given. */
  public get pods(): readonly PodSource[] {
    return this.once('pods', () => kinds.POD_KINDS.flatMap((kind) => this.objects.of(kind)).map(readPodSource));
  }

  /** What is behind the hosts that traffic can be sent to. */
  public get endpoints(): Endpoints {
    return this.once('endpoints', () => new Endpoints(this.pods, this.workloadEntries, this.completeness));
  }

  /** The hosts that traffic can be sent to. */
  public get registry(): Registry {
    return this.once('registry', () => new Registry(this.services, this.serviceEntries, this.completeness, this.domain));
  }

  public get workloads(): readonly Workload[] {
    return this.once('workloads', () => findWorkloads(this.pods, this.services, selectorsOf([...this.gateways, ...this.ingress.gateways])));
  }

  /** Each server once for each workload that serves it. */
  public get servers(): readonly BoundServer[] {
    return this.once('servers', () => bindServers(this.gateways, this.workloads));
  }

  /** The servers of the Gateways, by Gateway and host. */
  public get serverIndex(): ServerIndex {
    return this.once('serverIndex', () => new ServerIndex(this.gateways));
  }

  /** The VirtualServices, by gateway and host. */
  public get routeIndex(): RouteIndex {
    return this.once('routeIndex', () => new RouteIndex(this.virtualServices));
  }

  public get knownGateways(): KnownGateways {
    return this.once('knownGateways', () => new KnownGateways(this.gateways, this.completeness));
  }

  /** The hosts that traffic can be sent to, as what names them finds them. */
  public get knownHosts(): KnownHosts {
    return this.once('knownHosts', () => new KnownHosts(this));
  }

  /** The Secrets that servers name. */
  public get credentials(): readonly Credential[] {
    return this.once('credentials', () => [...credentialsOf(this.servers)]);
  }

  public get waysTo(): WaysTo {
    return this.once('waysTo', () => waysIn(this.virtualServices));
  }

  /** The destinations of all VirtualServices, and who sends there. */
  public get sendings(): readonly Sending[] {
    return this.once('sendings', () => [...findSendings(this)]);
  }

  /** The DestinationRules, as istiod looks them up. */
  public get destinationLookup(): DestinationLookup {
    return this.once('destinationLookup', () => new DestinationLookup(this.destinationRules, this.config.rootNamespace));
  }

  /** What istiod makes of Ingress objects of its class. */
  public get ingress(): IngressObjects {
    return this.once('ingress', () => readIngresses({
      ingresses: this.objects.of(kinds.INGRESS), classes: this.objects.of(kinds.INGRESS_CLASS),
      services: this.services, config: this.config, domain: this.domain,
    }));
  }

  /** What istiod would build for each workload that serves a Gateway or an Ingress. */
  public get builds(): readonly WorkloadBuild[] {
    return this.once('builds', () => buildWorkloads(
      [...bindServers(this.ingress.gateways, this.workloads), ...this.servers],
      [...this.ingress.virtualServices, ...this.virtualServices], this.rulesOf,
    ));
  }

  /** The HTTP rules that istiod makes of a VirtualService, with those of its delegates, and those that it leaves out. */
  public get rulesOf(): RulesOf {
    return this.once('rulesOf', () => effectiveRules(this.virtualServices));
  }

  /** The same mesh with these objects, of one kind, in this order among themselves: it stands for their ages as far as these are not known. */
  public withOrder(origins: readonly Origin[]): Mesh {
    const byOrigin = new Map(this.objects.all.map((each) => [each.origin, each]));
    const places = new Set(origins);
    const inOrder = origins.map((origin) => byOrigin.get(origin)).filter((each) => each !== undefined).values();
    const given = this.objects.all.map((each) => (places.has(each.origin) ? inOrder.next().value ?? each : each));
    return new Mesh(given.map(({ manifest, origin }) => ({ object: manifest, origin })), {
      complete: this.completeness.texts, now: this.now, meshConfig: this.config.manifest, domain: this.domain,
    });
  }

  private all<T>(name: string, kind: string, read: (object: MeshObject) => T): readonly T[] {
    return this.once(name, () => this.objects.of(kind).map(read));
  }

  private once<T>(name: string, make: () => T): T {
    if (!this.parts.has(name)) this.parts.set(name, make());
    return this.parts.get(name) as T;
  }
}

export function buildMesh(objects: readonly Given[], facts?: Facts): Mesh {
  return new Mesh(objects, facts);
}

function readNamespace({ manifest, ref, origin }: MeshObject): Namespace {
  return { ref, origin, labels: asTextMap(asRecord(manifest.metadata).labels) };
}

// Each once: a mesh has many Gateways and few gateway workloads.
function selectorsOf(gateways: readonly Gateway[]): ReadonlyArray<Labels | undefined> {
  return [...new Map(gateways.map(({ selector }) => [selector && labelsKey(selector), selector])).values()];
}
