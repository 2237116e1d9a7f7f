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
  readonly AuthorizationPolicy: security.AuthorizationPolicy;
  readonly DestinationRule: networking.DestinationRule;
  readonly EnvoyFilter: networking.EnvoyFilter;
  readonly Gateway: networking.Gateway;
  readonly PeerAuthentication: security.PeerAuthentication;
  readonly ProxyConfig: networking.ProxyConfig;
  readonly RequestAuthentication: security.RequestAuthentication;
  readonly ServiceEntry: networking.ServiceEntry;
  readonly Sidecar: networking.Sidecar;
  readonly Telemetry: telemetry.Telemetry;
  readonly TrafficExtension: extensions.TrafficExtension;
  readonly VirtualService: networking.VirtualService;
  readonly WasmPlugin: extensions.WasmPlugin;
  readonly WorkloadEntry: networking.WorkloadEntry;
  readonly WorkloadGroup: networking.WorkloadGroup;
}

/** A manifest of a kind that is not Istio's. */
export interface OtherManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly [field: string]: any;
}

/**
 * The manifests of a kind: those that a construct and all below it render, or those among manifests.
 *
 * @param kind such as `VirtualService`. `Gateway` is Istio's and `Service` that of the core group, as with all kinds that this package
 * reads; with its group, as `gateway.networking.k8s.io/Gateway`, it can be any
 * @throws where an object cannot be rendered, as cdk8s does; one line, where manifests are none
 */
export function findAll<Kind extends keyof IstioKinds>(from: AppOrManifests, kind: Kind): ReadonlyArray<IstioKinds[Kind]>;
export function findAll(from: AppOrManifests, kind: string): readonly OtherManifest[];
export function findAll(from: AppOrManifests, kind: string): readonly unknown[] {
  const known = [...KINDS_READ].find((each) => each.endsWith(`/${kind}`)) ?? kind;
  const isMeant = (each: GroupKind) => (known.includes('/') ? each === known : each.endsWith(`/${kind}`));
  if (!isConstruct(from)) return readGiven(from).objects.map(({ object }) => object).filter((object) => isMeant(groupKindOf(object)));
  return walkTree(from).objects.map(({ object }) => object).filter((object) => isMeant(groupKindOf({ apiVersion: object.apiVersion, kind: object.kind }))).map((object): unknown => object.toJson());
}
