import type * as extensions from '../../imports/extensions';
import type * as networking from '../../imports/networking';
import type * as security from '../../imports/security';
import type * as telemetry from '../../imports/telemetry';
import { walkTree } from '../collect/tree';
import { KINDS_READ } from '../model/kinds';
import { groupKindOf, type GroupKind } from '../values/object-ref';
import { isConstruct, readGiven, type AppOrManifests } from './given';

/** Istio's kinds, by name, as their manifests are. */
export interface IstioKinds {
  /** Which requests pods take. */
  readonly AuthorizationPolicy: security.AuthorizationPolicy;
  /** How a service is called. */
  readonly DestinationRule: networking.DestinationRule;
  /** Changes to the configuration of proxies. */
  readonly EnvoyFilter: networking.EnvoyFilter;
  /** What gateway workloads listen to. */
  readonly Gateway: networking.Gateway;
  /** Whether pods take plain text. */
  readonly PeerAuthentication: security.PeerAuthentication;
  /** How proxies are set up. */
  readonly ProxyConfig: networking.ProxyConfig;
  /** Which tokens pods take. */
  readonly RequestAuthentication: security.RequestAuthentication;
  /** A service that Kubernetes does not know. */
  readonly ServiceEntry: networking.ServiceEntry;
  /** What the proxies of pods know of the mesh. */
  readonly Sidecar: networking.Sidecar;
  /** What proxies tell of requests. */
  readonly Telemetry: telemetry.Telemetry;
  /** A program in proxies. */
  readonly TrafficExtension: extensions.TrafficExtension;
  /** Where requests go. */
  readonly VirtualService: networking.VirtualService;
  /** A program in proxies, in WebAssembly. */
  readonly WasmPlugin: extensions.WasmPlugin;
  /** An endpoint that is no pod. */
  readonly WorkloadEntry: networking.WorkloadEntry;
  /** What WorkloadEntries are made like. */
  readonly WorkloadGroup: networking.WorkloadGroup;
}

/** A manifest of a kind that is not Istio's. */
export interface OtherManifest {
  /** Group and version: `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** Its kind: `Service`. */
  readonly kind: string;
  /** What it is called by. */
  readonly metadata: {
    /** Its name. */
    readonly name: string;
    /** Its namespace; undefined where the manifest has none. */
    readonly namespace?: string;
    /** Its labels; undefined where it has none. */
    readonly labels?: Readonly<Record<string, string>>;
    /** Its annotations; undefined where it has none. */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** All else, as the manifest has it. */
  readonly [field: string]: any;
}

/**
 * The manifests of a kind: those that a construct and all below it render, or those among manifests.
 *
 * @param from the app, a part of it, or manifests
 * @param kind such as `VirtualService`. `Gateway` is Istio's and `Service` that of the core group, as with all kinds that this package
 * reads; with its group, as `gateway.networking.k8s.io/Gateway`, it can be any
 * @throws where an object cannot be rendered, as cdk8s does; one line, where manifests are none
 */
export function findAll<Kind extends keyof IstioKinds>(from: AppOrManifests, kind: Kind): ReadonlyArray<IstioKinds[Kind]>;
/**
 * The manifests of a kind: those that a construct and all below it render, or those among manifests.
 *
 * @param from the app, a part of it, or manifests
 * @param kind such as `VirtualService`. `Gateway` is Istio's and `Service` that of the core group, as with all kinds that this package
 * reads; with its group, as `gateway.networking.k8s.io/Gateway`, it can be any
 * @throws where an object cannot be rendered, as cdk8s does; one line, where manifests are none
 */
export function findAll(from: AppOrManifests, kind: string): readonly OtherManifest[];
export function findAll(from: AppOrManifests, kind: string): readonly unknown[] {
  const known = [...KINDS_READ].find((each) => each.endsWith(`/${kind}`)) ?? kind;
  const isMeant = (each: GroupKind) => (known.includes('/') ? each === known : each.endsWith(`/${kind}`));
  if (!isConstruct(from)) return readGiven(from).objects.map(({ object }) => object).filter((object) => isMeant(groupKindOf(object)));
  return walkTree(from).objects.map(({ object }) => object).filter((object) => isMeant(groupKindOf({ apiVersion: object.apiVersion, kind: object.kind }))).map((object): unknown => object.toJson());
}
