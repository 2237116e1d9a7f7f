import type { ApiObject } from 'cdk8s';
import type { Destination as WireDestination } from '../../imports/networking';
import { qualifiedName } from '../values/object-ref';
import { formatPort } from '../values/service';
import { allOf } from '../values/words';
import type { ServiceLike, ServicePortLike } from './like';
import { serviceHost } from './naming';
import { noteUse } from './service-policies';
import { ServiceRef } from './service-ref';

/**
 * A subset of a Service's pods, from `DestinationPolicy.subset`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export class Subset<PortName extends string = string> {
  /** @internal */
  constructor(
    /** The Service that it is a subset of. */
    public readonly service: ServiceLike<PortName>,
    /** Name of the subset in its DestinationRule. */
    public readonly name: string,
  ) {}
}

/** Where requests can go: a Service, or a subset of it. */
export type RouteTarget<PortName extends string = string> = ServiceLike<PortName> | Subset<PortName>;

/** From where a destination is named. */
export interface Referrer {
  readonly namespace?: string;
  readonly clusterDomain: string;
  /** The object that names it, which then comes after what says how the destination is called. */
  readonly object?: ApiObject;
}

/** The host of a target's Service; throws where it cannot be named from there. */
export function targetHost(target: RouteTarget, from: Referrer): string {
  const { name, metadata, meshHost } = serviceOf(target);
  if (meshHost !== undefined) return meshHost;
  return serviceHost({ name, namespace: metadata.namespace }, from.namespace, from.clusterDomain);
}

/** The destination as Istio wants it: always with the Service's port. */
export function wireDestination(target: RouteTarget, port: number | string | undefined, from: Referrer): WireDestination {
  return {
    host: targetHost(target, from),
    port: { number: destinationPort(serviceOf(target), port) },
    ...(target instanceof Subset && { subset: target.name }),
  };
}

/** `default/reviews`, with the subset in brackets. */
export function formatTarget(target: RouteTarget): string {
  return target instanceof Subset ? `${fullName(target.service)} (${target.name})` : fullName(target);
}

/**
 * Checks what can be checked of a destination at once; the port only where those of the Service can no longer change.
 *
 * @throws where it cannot be named from there, or has no such port and never will
 */
export function checkDestination(target: RouteTarget, port: number | string | undefined, from: Referrer): void {
  const service = serviceOf(target);
  if (service instanceof ServiceRef || service.meshHost !== undefined) wireDestination(target, port, from);
  else targetHost(target, from);
  if (from.object !== undefined) noteUse(from.object, service);
}

/**
 * The port that a Service is called by: its only one, or the one asked for by number or name.
 *
 * @throws where there is none or several, or no such port; names those that there are
 */
export function destinationPort(service: ServiceLike, asked?: number | string): number {
  const on = `service "${fullName(service)}"`;
  if (asked === undefined) {
    if (service.ports.length === 1) return service.ports[0].port;
    if (service.ports.length === 0) throw new Error(`${on} has no ports, so nothing can be sent to it; add one to the service`);
    throw new Error(`${on} has ${service.ports.length} ports: ${list(service)}; say which with port: ...`);
  }
  const found = service.ports.filter(({ name, port }) => (typeof asked === 'number' ? port : name) === asked);
  if (found.length === 0) throw new Error(whyNoPort(service, asked));
  if (found.every(({ protocol }) => protocol === 'UDP')) throw new Error(`port ${asked} on ${on} is for UDP, and Istio routes TCP; use another of ${list(service)}`);
  return found[0].port;
}

function whyNoPort(service: ServiceLike, asked: number | string): string {
  const on = `service "${fullName(service)}"`;
  const behind = service.ports.find(({ targetPort, nodePort }) => targetPort === asked || nodePort === asked);
  if (behind) {
    const what = behind.targetPort === asked ? 'targetPort' : 'nodePort';
    return `port ${asked} is the ${what} of ${formatted(behind)} on ${on}, and a destination names the Service's port; use ${behind.port}`;
  }
  return `port ${asked} is not on ${on}: it has ${list(service)}; use one of these or add ${asked} to the service`;
}

function serviceOf(target: RouteTarget): ServiceLike {
  return target instanceof Subset ? target.service : target;
}

function fullName({ name, metadata: { namespace }, meshHost }: ServiceLike): string {
  return meshHost ?? qualifiedName({ name, namespace });
}

function list({ ports }: ServiceLike): string {
  return allOf(ports.map(formatted));
}

function formatted({ port, name }: ServicePortLike): string {
  return formatPort({ number: port, name });
}
