import type { L4MatchAttributes } from '../../imports/networking';
import type { Labels } from '../values/labels';
import type { IGateway } from './gateway';
import { gatewayName } from './naming';

/** Which connections a rule takes. Gateways look at the port alone, so a rule with any of the other fields is for the mesh alone. */
export interface ConnectionMatch<Gateway extends IGateway = IGateway> {
  /**
   * Port that the client dials: that of the Gateway, or of the service within the mesh.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * One of the route's gateways that the rule is for.
   *
   * @default - all of the route's, and the mesh where the route is there, too
   */
  readonly gateway?: Gateway;

  /**
   * Addresses that are called, each an IP address or a range such as `10.0.0.0/8`; within the mesh.
   *
   * @default - any
   */
  readonly destinationSubnets?: readonly string[];

  /**
   * Labels of the pods that call, within the mesh.
   *
   * @default - any
   */
  readonly sourceLabels?: Labels;

  /**
   * Namespace of the pods that call, within the mesh.
   *
   * @default - any
   */
  readonly sourceNamespace?: string;
}

const WITHIN_MESH = ['destinationSubnets', 'sourceLabels', 'sourceNamespace'] as const;

/** Where a route is bound, as its matches see it. */
export interface BoundTo {
  readonly gateways: readonly IGateway[];
  readonly alsoInMesh: boolean;
  readonly namespace?: string;
}

/** @throws for what is looked at nowhere that the route is */
export function wireConnectionMatch({ port, gateway, destinationSubnets, sourceLabels, sourceNamespace }: ConnectionMatch, bound: BoundTo): L4MatchAttributes {
  const given = {
    ...(destinationSubnets && { destinationSubnets: [...destinationSubnets] }), ...(sourceLabels && { sourceLabels: { ...sourceLabels } }),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
  };
  const [withinMesh] = WITHIN_MESH.filter((field) => field in given);
  if (withinMesh !== undefined && (gateway !== undefined || !bound.alsoInMesh)) {
    throw new Error(`${withinMesh} is looked at for connections within the mesh alone, and not by a gateway; ${bound.alsoInMesh ? 'leave gateway out' : 'say alsoInMesh: true on the route, or leave it out'}`);
  }
  if (gateway !== undefined && !bound.gateways.includes(gateway)) {
    throw new Error(`gateway "${gateway.name}" is none of the route's, so the rule would take nothing; give one of those that the route is on`);
  }
  const gateways = gateway === undefined ? withinMesh && ['mesh'] : [gatewayName(gateway, bound.namespace)];
  return { ...(port !== undefined && { port }), ...given, ...(gateways && { gateways }) };
}
