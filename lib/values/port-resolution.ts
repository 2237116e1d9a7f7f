import { compareTexts } from './compare';
import { protocolOfPort } from './protocol';
import type { Service, ServicePort } from './service';

/** The port of a pod's container, as far as it decides what a named targetPort means. */
export interface ContainerPort {
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
}

/** The listener that a server's port number leads to: its number, or undefined where a named targetPort leaves it open. */
export type ListenerPort = number | undefined;

/** A Service's port and where it leads; istiod's ServiceTarget. */
export interface ServiceTarget {
  readonly service: Service;
  readonly port: ServicePort;
  readonly listener: ListenerPort;
}

/** A Service with this label is left out of the lookup, whatever its value. */
export const NO_TRANSLATION_LABEL = 'experimental.istio.io/disable-gateway-port-translation';

// Admin, metrics and health. More ports are Istio's on other pods, and sample Gateways use some of those: 15012 and 15017 lead to istiod.
const PROXY_PORTS = new Set<ListenerPort>([15000, 15020, 15021, 15090]);

/** Whether the proxy of every gateway opens a port of its pods for itself, so that no server can listen there. */
export function isProxyPort(listener: ListenerPort): boolean {
  return PROXY_PORTS.has(listener);
}

/**
 * The ports that istiod looks server numbers up in, in its order.
 *
 * Of one Service's ports with the same targetPort and protocol only the first counts. A named targetPort that none of the
 * pod's containers declares is left out; where the containers are not known (undefined) its listener stays open.
 */
export function serviceTargets(services: readonly Service[], containers: readonly ContainerPort[] | undefined): readonly ServiceTarget[] {
  return [...services].sort(byAge).flatMap((service) => targetsOf(service, containers));
}

function targetsOf(service: Service, containers: readonly ContainerPort[] | undefined): readonly ServiceTarget[] {
  const seen = new Set<string>();
  return service.ports.flatMap((port) => {
    const listener = targetNumber(port, containers);
    if (listener === undefined && containers !== undefined) return [];
    const key = targetKey(port, listener);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ service, port, listener }];
  });
}

/** The port of the same Service that istiod keeps instead of this one, if it does: same targetPort and protocol, and first. */
export function shadowedBy(port: ServicePort, service: Service): ServicePort | undefined {
  const key = targetKey(port, targetNumber(port, undefined));
  const first = service.ports.find((each) => targetKey(each, targetNumber(each, undefined)) === key);
  return first === port ? undefined : first;
}

/**
 * The listener that a server's number opens, with the Service's port that leads there: the oldest Service's with that
 * number, else the number itself, which no Service's port leads to by this lookup. Where Services disagree and their ages
 * are not known, the listener stays open.
 */
export function resolveListener(targets: readonly ServiceTarget[], number: number): { readonly listener: ListenerPort; readonly target?: ServiceTarget } {
  const found = targets.filter(({ service, port }) => port.number === number && !Object.hasOwn(service.labels, NO_TRANSLATION_LABEL));
  if (found.length === 0) return { listener: number };
  const [target] = found;
  const disagree = found.some(({ service, listener }) => service !== target.service && listener !== target.listener);
  const agesKnown = found.every(({ service }) => service.created !== undefined);
  return { listener: disagree && !agesKnown ? undefined : target.listener, target };
}

/** The port of the pods that a Service's port leads to; undefined where that is a name that none of these containers has, or they are not known. */
export function targetNumber(port: ServicePort, containers: readonly ContainerPort[] | undefined): ListenerPort {
  if (typeof port.targetPort === 'number') return port.targetPort;
  return containers?.find(({ name, protocol }) => name === port.targetPort && protocol === port.protocol)?.number;
}

function targetKey(port: ServicePort, listener: ListenerPort): string {
  return `${listener ?? `named ${port.targetPort}`} ${protocolOfPort(port)}`;
}

// Unknown ages stand last and among themselves by host, which is istiod's order for equal ages: `a-b.ns` goes before `a.ns`.
function byAge(a: Service, b: Service): number {
  const hostOf = ({ name, namespace }: Service) => `${name}.${namespace ?? ''}.`;
  return compareTexts(a.created ?? '~', b.created ?? '~') || compareTexts(hostOf(a), hostOf(b));
}
