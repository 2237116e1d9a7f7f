import { GATEWAY_NAME, isApiGatewayFor, readApiGateways } from '../model/gateway-api';
import { REVISION } from '../model/injection';
import * as kinds from '../model/kinds';
import type { Mesh } from '../model/mesh';
import type { MeshObject } from '../model/objects';
import { isForPods, readPolicy, readSidecar, type Selecting } from '../model/policies';
import type { Workload } from '../model/workload';
import { append } from '../values/append';
import { formatRef, qualifiedName, type ObjectRef } from '../values/object-ref';
import { asList, asRecord, asText, asTextMap } from '../values/read';
import { someOf } from '../values/words';

const NONE: readonly string[] = [];
const PROXY_CONFIG = 'proxy.istio.io/config';

/** What the answers for a gateway's pods leave out of account. */
export class Caveats {
  private readonly known = new WeakMap<Workload, readonly string[]>();

  constructor(private readonly mesh: Mesh) {}

  /**
   * Each in one sentence.
   *
   * @param workload undefined for a request that comes to none
   */
  public of(workload: Workload | undefined): readonly string[] {
    if (workload === undefined) return NONE;
    const known = this.known.get(workload);
    if (known !== undefined) return known;
    const found = [...extensions(workload, this.mesh), ...ownTopology(workload), ...gatewayApi(workload, this.mesh), ...revisions(workload, this.mesh), ...compatibility(this.mesh)];
    this.known.set(workload, found);
    return found;
  }
}

/** EnvoyFilters and the like that put something of their own into the pods' proxies. */
function extensions(workload: Workload, { objects, config }: Mesh): readonly string[] {
  const all = [
    ...objects.of(kinds.ENVOY_FILTER).filter(isForGateways).map(readSidecar),
    ...[kinds.WASM_PLUGIN, kinds.TRAFFIC_EXTENSION].flatMap((kind) => objects.of(kind)).map(readPolicy),
  ];
  return all.filter((each) => isFor(each, workload, config.rootNamespace)).map(({ ref }) => `${formatRef(ref)} changes what the gateway's pods do in ways that are not looked at`);
}

function isForGateways({ manifest }: MeshObject): boolean {
  const patches = asList(asRecord(manifest.spec).configPatches).map((each) => asText(asRecord(asRecord(each).match).context) ?? 'ANY');
  return patches.some((context) => !context.startsWith('SIDECAR_'));
}

function isFor(extension: Selecting, workload: Workload, rootNamespace: string): boolean {
  if (!extension.targeted) return isForPods(extension, workload, rootNamespace);
  const { targetRef, targetRefs } = asRecord(extension.manifest.spec);
  const { namespace, labels } = workload;
  return extension.ref.namespace === namespace && [targetRef, ...asList(targetRefs)].map(asRecord).some(({ kind, name }) => kind === 'Gateway' && name === labels[GATEWAY_NAME]);
}

/** What the MeshConfig says of proxies in front, said otherwise for these pods alone. */
function ownTopology({ annotations = {}, ref }: Workload): readonly string[] {
  const isThere = annotations[PROXY_CONFIG]?.includes('gatewayTopology') === true;
  return isThere && ref !== undefined ? [`annotation ${PROXY_CONFIG} of ${formatRef(ref)} says which proxies in front are trusted (gatewayTopology), which is not looked at`] : [];
}

function gatewayApi(workload: Workload, { objects, domain }: Mesh): readonly string[] {
  return readApiGateways(objects, domain).filter((each) => isApiGatewayFor(each, workload, domain)).map(({ ref, routes }) => {
    const on = routes.length === 0 ? '' : `, with ${someOf(routes.map(formatRef))},`;
    return `${formatRef(ref)} of the Gateway API${on} is for the same pods: what it opens and routes there is not looked at`;
  });
}

/** Objects that only one revision of Istio takes up, where the pods are of another, or nobody says of which. */
function revisions(workload: Workload, mesh: Mesh): readonly string[] {
  const ofPods = revisionOf(workload, mesh);
  const others = new Map<string, ObjectRef[]>();
  for (const { ref, manifest } of objectsFor(workload, mesh)) {
    const revision = asTextMap(asRecord(manifest.metadata).labels)[REVISION];
    if (revision && revision !== ofPods) append(others, revision, ref);
  }
  return [...others].map(([revision, refs]) => {
    const are = `${someOf(refs.map(formatRef))} ${refs.length === 1 ? 'is' : 'are'} for revision ${revision} of Istio alone`;
    return `${are}, ${ofPods === undefined ? 'and no label says whether the gateway\'s pods are of it' : `and the gateway's pods are of revision ${ofPods}`}: counted in all the same`;
  });
}

function revisionOf({ labels, namespace }: Workload, { namespaces }: Mesh): string | undefined {
  return labels[REVISION] ?? namespaces.find(({ ref }) => ref.name === namespace)?.labels[REVISION];
}

const FOR_ALL = [kinds.DESTINATION_RULE, kinds.SERVICE_ENTRY, kinds.PEER_AUTHENTICATION, kinds.REQUEST_AUTHENTICATION, kinds.AUTHORIZATION_POLICY];

/** What answers for the pods are made from, but Services and the pods themselves. */
function objectsFor(workload: Workload, { objects, servers, virtualServices }: Mesh): ReadonlyArray<Pick<MeshObject, 'ref' | 'manifest'>> {
  const gateways = new Set(servers.filter((bound) => bound.workload === workload).map(({ server }) => server.gateway));
  const names = new Set([...gateways].map(({ ref }) => qualifiedName(ref)));
  const routes = virtualServices.filter((each) => each.hosts.length === 0 || each.gateways.some((name) => names.has(name)));
  return [...gateways, ...routes, ...FOR_ALL.flatMap((kind) => objects.of(kind))];
}

/** Versions of Istio that this one is told to be like: in the values of its installation. */
function compatibility({ objects, config }: Mesh): readonly string[] {
  const operators = objects.of(kinds.ISTIO_OPERATOR).map(({ ref, manifest }) => {
    const spec = asRecord(manifest.spec);
    return { ref, version: versionIn(spec) ?? versionIn(spec.values) };
  });
  const values = objects.of(kinds.CONFIG_MAP).filter(({ ref }) => ref.namespace === config.rootNamespace && /^values(-|$)/.test(ref.name)).map(({ ref, manifest }) => {
    const text = asText(asRecord(manifest.data)['merged-values']) ?? '';
    return { ref, version: versionIn(parsed(text)) };
  });
  return [...operators, ...values].filter(({ version }) => version).map(({ ref, version }) => `${formatRef(ref)} has Istio behave like version ${version} (compatibilityVersion): what has changed since is answered as it is now`);
}

function versionIn(values: unknown): string | undefined {
  return asText(asRecord(values).compatibilityVersion);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
