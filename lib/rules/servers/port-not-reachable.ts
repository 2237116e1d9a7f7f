import type { Completeness } from '../../model/completeness';
import { directAccess, type DirectAccess } from '../../model/direct-access';
import type { Server } from '../../model/gateway';
import type { BoundServer } from '../../model/listener';
import type { Workload } from '../../model/workload';
import { append } from '../../values/append';
import { onceFor } from '../../values/once';
import { isProxyPort, NO_TRANSLATION_LABEL, serviceTargets, shadowedBy } from '../../values/port-resolution';
import { formatPort, serviceName, type ServicePort } from '../../values/service';
import { allOf, oneOf } from '../../values/words';
import { defineRule, type Place, type Words } from '../define-rule';
import { changed, documents, httpGateway, INGRESS_SERVICE, ingressService } from '../example-manifests';

/** What is wrong with the way from a Service to a server. */
type Why =
  | { readonly kind: 'not-open' | 'udp' }
  | { readonly kind: 'no-service'; readonly workload: string }
  | { readonly kind: 'held'; readonly listener: number }
  | { readonly kind: 'node-port'; readonly of: ServicePort }
  | { readonly kind: 'shadowed'; readonly by: ServicePort; readonly targetPort: number | string }
  | { readonly kind: 'named' | 'untranslated'; readonly targetPort: number | string };

interface Unreachable {
  readonly port: number;
  /** Name of the Service, or of all of them. */
  readonly services: readonly string[];
  /** The ports that a server could use. */
  readonly open: readonly string[];
  readonly why: Why;
}

/**
 * Istio's analyzer looks at the numbers alone, and so misses what a Service's port leads to; istiod says nothing. Pods that only
 * address their own ports, as those with the node's network do, are left alone.
 */
export const portNotReachable = defineRule<Unreachable>({
  code: 'MESH104',
  name: 'port-not-reachable',
  severity: 'error',
  summary: 'A server listens on a port that no Service of the gateway pods sends to.',
  seeAlso: ['IST0162'],
  reads: ['servers', 'pods', 'objects', 'completeness'],
  examples: {
    bad: { yaml: documents(httpGateway(7070), INGRESS_SERVICE) },
    good: [
      { why: 'a port of the Service', yaml: documents(httpGateway(80), INGRESS_SERVICE) },
      { why: 'the targetPort of one', yaml: documents(httpGateway(8080), INGRESS_SERVICE) },
      { why: 'a second Service with that port', yaml: documents(httpGateway(7070), INGRESS_SERVICE, ingressService('internal', 7070, { port: 7070 })) },
      { why: 'no Service of the pods that is known', yaml: documents(httpGateway(7070), changed(INGRESS_SERVICE, 'istio: ingressgateway', 'istio: internal')) },
    ],
  },
  * check({ servers, pods, objects, completeness }) {
    const accessOf = directAccess(pods, objects);
    for (const [server, everywhere] of byServer(servers)) {
      const why = whyUnreachable(everywhere, accessOf, completeness);
      if (why === undefined) continue;
      const services = [...new Set(everywhere.flatMap(({ workload }) => workload.services))];
      yield {
        at: { ref: server.gateway.ref, origin: server.gateway.origin, field: [...server.field, 'port', 'number'] },
        related: services.length > 0 ? services.map(({ ref, origin }): Place => ({ ref, origin, field: ['spec', 'ports'] })) : podsOf(everywhere),
        data: { port: server.port.number, services: services.map((each) => `"${serviceName(each)}"`), why, open: everywhere.flatMap(({ workload }) => usable(workload)) },
      };
    }
  },
  words: ({ port, services, open, why }) => wordsOf(why, {
    port, open, on: `on ${services.length > 1 ? 'services' : 'service'} ${allOf(services)}`, has: services.length > 1 ? 'they have' : 'it has',
  }),
});

function byServer(servers: readonly BoundServer[]): ReadonlyMap<Server, readonly BoundServer[]> {
  const found = new Map<Server, BoundServer[]>();
  for (const bound of servers) append(found, bound.server, bound);
  return found;
}

function whyUnreachable(everywhere: readonly BoundServer[], accessOf: (workload: Workload) => DirectAccess, completeness: Completeness): Why | undefined {
  const [{ server }] = everywhere;
  // Behind an address of its own, or a socket, a server may be for others than the clients of a Service.
  if (server.bind !== undefined || everywhere.some(({ workload }) => mayHaveOthers(workload, completeness))) return undefined;
  const held = everywhere.find(({ listener }) => listener !== undefined && isProxyPort(listener));
  if (held?.listener !== undefined) return { kind: 'held', listener: held.listener };
  if (!everywhere.every((bound) => isUnreachable(bound, accessOf))) return undefined;
  const served = everywhere.find(({ workload }) => workload.services.length > 0);
  return served === undefined ? { kind: 'no-service', workload: everywhere[0].workload.name } : whyNot(server.port.number, served.workload);
}

// Where one Service is known, it is the one that clients have; where none is, there may be any.
function mayHaveOthers({ services, namespace, containers }: Workload, completeness: Completeness): boolean {
  return services.length === 0 && !(containers !== undefined && namespace !== undefined && completeness.has('Service', namespace));
}

function podsOf(everywhere: readonly BoundServer[]): readonly Place[] {
  return everywhere.flatMap(({ workload: { ref, origin } }) => (ref === undefined || origin === undefined ? [] : [{ ref, origin }]));
}

const tcpTargets = onceFor(({ services, containers }: Workload) => serviceTargets(services, containers).filter(({ port }) => port.protocol === 'TCP'));

// A named targetPort of pods that are not known may lead anywhere.
function isUnreachable({ listener, workload }: BoundServer, accessOf: (workload: Workload) => DirectAccess): boolean {
  if (listener === undefined) return false;
  if (tcpTargets(workload).some((target) => target.listener === undefined || target.listener === listener)) return false;
  const { all, ports } = accessOf(workload);
  return !all && !ports.has(listener);
}

function whyNot(number: number, { services, containers }: Workload): Why {
  const ports = services.flatMap((service) => service.ports.map((port) => ({ port, service })));
  const found = ports.find(({ port }) => port.number === number);
  if (found === undefined) {
    const onNode = ports.find(({ port }) => port.nodePort === number);
    return onNode === undefined ? { kind: 'not-open' } : { kind: 'node-port', of: onNode.port };
  }
  const { port, service } = found;
  const by = shadowedBy(port, service);
  if (port.protocol !== 'TCP') return { kind: 'udp' };
  if (by !== undefined) return { kind: 'shadowed', by, targetPort: port.targetPort };
  if (Object.hasOwn(service.labels, NO_TRANSLATION_LABEL)) return { kind: 'untranslated', targetPort: port.targetPort };
  return typeof port.targetPort === 'string' && containers !== undefined ? { kind: 'named', targetPort: port.targetPort } : { kind: 'not-open' };
}

function usable({ services, containers }: Workload): readonly string[] {
  return serviceTargets(services, containers)
    .filter(({ port, listener }) => port.protocol === 'TCP' && !isProxyPort(listener ?? port.number)).map(({ port }) => formatPort(port));
}

interface Sentence {
  readonly port: number;
  /** `on service "a"`. */
  readonly on: string;
  /** `it has`. */
  readonly has: string;
  readonly open: readonly string[];
}

type WordsByKind = { readonly [K in Why['kind']]: (why: Extract<Why, { kind: K }>, sentence: Sentence) => Words };

const WORDS: WordsByKind = {
  'not-open': (_, { port, on, has, open }) => ({
    what: `gateway port ${port} is not open ${on}: ${has} ${allOf(open)}`,
    fix: `Istio listens there, but the service sends nothing to it. Use ${open.length > 1 ? 'one of these' : 'that one'}, or add ${port} to the service.`,
  }),
  'no-service': ({ workload }, { port }) => ({
    what: `gateway port ${port} is open on no service: none sends to the pods of ${workload}`,
    fix: `Clients have no way to the pods. Add a Service that selects them, in their namespace, with port ${port}.`,
  }),
  'held': ({ listener }, { port, on, open }) => ({
    what: `gateway port ${port} ${on} leads to ${listener}, which the proxy opens for itself`,
    fix: `Envoy cannot open that port twice, so nothing of the server comes up. ${useOf(open)}.`,
  }),
  'udp': (_, { port, on, open }) => ({
    what: `gateway port ${port} ${on} is for UDP`,
    fix: `Istio takes the first port of that number, and a server listens on TCP, where the service sends nothing. Put a port for TCP before it. ${useOf(open)}.`,
  }),
  'node-port': ({ of }, { port, on }) => ({
    what: `gateway port ${port} is the nodePort of ${formatPort(of)} ${on}, and a gateway names the Service's port`,
    fix: `Istio would listen on ${port} in the pods, where the service sends nothing. Use ${of.number}.`,
  }),
  'shadowed': ({ by, targetPort }, { port, on }) => ({
    what: `gateway port ${port} ${on} leads to ${targetPort}, as ${formatPort(by)} does, and Istio then opens no listener for it`,
    fix: `Of ports with one targetPort and protocol Istio keeps the first, and listens on ${port} itself, where the service sends nothing. Use ${by.number}, or give ${port} a targetPort of its own.`,
  }),
  'untranslated': ({ targetPort }, { port, on }) => ({
    what: `gateway port ${port} ${on} leads to ${targetPort}, and the service has the label ${NO_TRANSLATION_LABEL}`,
    fix: `With that label Istio listens on ${port} itself, where the service sends nothing. Use ${targetPort}, or take the label away.`,
  }),
  'named': ({ targetPort }, { port, on }) => ({
    what: `gateway port ${port} ${on} leads to the port "${targetPort}" of the pods, which none of their containers declares`,
    fix: `Istio listens on ${port} itself then, and the service sends nowhere. Declare the port in the pods, or give the service a number as targetPort.`,
  }),
};

function wordsOf(why: Why, sentence: Sentence): Words {
  return (WORDS[why.kind] as (why: Why, sentence: Sentence) => Words)(why, sentence);
}

function useOf(open: readonly string[]): string {
  return open.length > 0 ? `Use ${oneOf(open)}` : 'Add a port to the service';
}
