import type { Mesh } from '../../model/mesh';
import type { Selecting } from '../../model/policies';
import type { VirtualService } from '../../model/virtual-service';
import type { Workload } from '../../model/workload';
import type { Field } from '../../values/field';
import { isJwtClaim } from '../../values/header-syntax';
import { selects } from '../../values/labels';
import { qualifiedName } from '../../values/object-ref';
import { asRecord } from '../../values/read';
import { oneOf } from '../../values/words';
import { defineRule, type Place, type Severity } from '../define-rule';
import { changed, documents, gatewayPods, httpGateway, virtualService } from '../example-manifests';
import { policy } from '../example-workloads';
import { havingFields } from '../having-fields';

interface Unread {
  readonly claim: string;
  readonly workload: string;
  /** Namespaces where a RequestAuthentication would count. */
  readonly namespaces: readonly string[];
  readonly severity: Severity;
}

const ROUTE = virtualService({ http: '[{ match: [{ headers: { "@request.auth.claims.group": { exact: staff } } }], route: [{ destination: { host: shop } }] }]' });
const AUTHENTICATION = policy('RequestAuthentication', '{ selector: { matchLabels: { istio: ingressgateway } }, jwtRules: [{ issuer: shop, jwksUri: https://example.com/keys }] }', { namespace: 'istio-system' });
const complete = ['RequestAuthentication'];

/** Istio's analyzer takes a RequestAuthentication that is not given for absent; here that has to be said. */
export const jwtClaimWithoutAuthentication = defineRule<Unread>({
  code: 'MESH406',
  name: 'jwt-claim-without-authentication',
  severity: 'error',
  summary: 'A route of a gateway matches a claim of the JWT, and no RequestAuthentication makes the gateway read it.',
  seeAlso: ['IST0149'],
  reads: ['virtualServices', 'servers', 'requestAuthentications', 'config', 'completeness'],
  examples: {
    bad: { yaml: documents(httpGateway(80), gatewayPods(), ROUTE), complete },
    good: [
      { why: 'a RequestAuthentication of the pods', yaml: documents(httpGateway(80), gatewayPods(), ROUTE, AUTHENTICATION), complete },
      { why: 'one for all pods of their namespace', yaml: documents(httpGateway(80), gatewayPods(), ROUTE, changed(AUTHENTICATION, 'selector: { matchLabels: { istio: ingressgateway } }, ', '')), complete },
      { why: 'a match of another header', yaml: documents(httpGateway(80), gatewayPods(), changed(ROUTE, '@request.auth.claims.group', 'x-group')), complete },
    ],
  },
  * check(mesh) {
    const workloadsOf = workloadsByGateway(mesh);
    for (const route of havingFields(mesh.virtualServices, ['headers', 'withoutHeaders'])) {
      const claim = claimOf(route);
      if (claim === undefined) continue;
      const workloads = new Set(route.gateways.flatMap((gateway) => [...(workloadsOf.get(gateway) ?? [])]));
      for (const workload of workloads) {
        const found = unreadOn(workload, mesh);
        if (found === undefined) continue;
        const { related, severity, namespaces } = found;
        const at: Place = { ref: route.ref, origin: route.origin, field: claim.field };
        yield { at, related, severity, data: { claim: claim.name, workload: workload.name, namespaces, severity } };
      }
    }
  },
  words: ({ claim, workload, namespaces, severity }) => ({
    what: `"${claim}" is matched on ${workload}, which ${severity === 'error' ? 'no' : 'no known'} RequestAuthentication is for`,
    fix: `Without one the gateway reads no claims, and the route takes no request. Add a RequestAuthentication for the gateway's pods in namespace ${oneOf(namespaces.map((each) => `"${each}"`))}.`,
  }),
});

function workloadsByGateway({ servers }: Mesh): ReadonlyMap<string, ReadonlySet<Workload>> {
  const found = new Map<string, Set<Workload>>();
  for (const { server, workload } of servers) {
    const name = qualifiedName(server.gateway.ref);
    const there = found.get(name) ?? new Set();
    found.set(name, there.add(workload));
  }
  return found;
}

function claimOf({ http }: VirtualService): { readonly name: string; readonly field: Field } | undefined {
  for (const { manifest, field } of http.flatMap(({ matches }) => matches)) {
    for (const place of ['headers', 'withoutHeaders']) {
      const name = Object.keys(asRecord(manifest[place])).find(isJwtClaim);
      if (name !== undefined) return { name, field: [...field, place, name] };
    }
  }
  return undefined;
}

interface Missing {
  readonly severity: Severity;
  readonly namespaces: readonly string[];
  readonly related: readonly Place[];
}

function unreadOn(workload: Workload, { requestAuthentications, config, completeness }: Mesh): Missing | undefined {
  const { namespace, ref } = workload;
  if (namespace === undefined || ref === undefined) return undefined;
  const namespaces = [...new Set([namespace, config.rootNamespace])];
  const counts = (each: Selecting) => each.ref.namespace === undefined || namespaces.includes(each.ref.namespace);
  if (requestAuthentications.some((each) => counts(each) && maySelect(each, workload))) return undefined;
  if (namespaces.every((each) => completeness.has('RequestAuthentication', each))) return { severity: 'error', namespaces, related: [] };
  // One that selects the pods by their labels from another namespace can only be meant for them.
  const astray = requestAuthentications.find((each) => each.selector !== undefined && !counts(each) && selects(each.selector, workload.labels));
  return astray && { severity: 'warning', namespaces, related: [{ ref: astray.ref, origin: astray.origin }] };
}

// Pods that only a Service tells of may have more labels than it asks for; what targets a Service or Gateway is left open.
function maySelect({ selector = {}, targeted }: Selecting, { labels, containers }: Workload): boolean {
  return targeted || Object.entries(selector).every(([key, value]) => labels[key] === value || (containers === undefined && labels[key] === undefined));
}
