import { selects } from '../values/labels';
import { qualifiedName } from '../values/object-ref';
import { passesTlsOn, routesHttp, type Server } from './gateway';
import type { BoundServer } from './listener';
import type { MatchScope, VirtualService } from './virtual-service';

/** A list of rules of a VirtualService. */
export type Section = 'http' | 'tls' | 'tcp';

/** Those that a VirtualService has. */
export function sectionsOf(route: VirtualService): readonly Section[] {
  return (['http', 'tls', 'tcp'] as const).filter((section) => route[section].length > 0);
}

/**
 * Which rules istiod takes for the requests that a server gets; undefined where its protocol is none that Istio knows, and for
 * AUTO_PASSTHROUGH, which goes by no VirtualService.
 */
export function sectionOf(server: Server): Section | undefined {
  if (server.protocol === 'unsupported' || server.tls?.mode === 'AUTO_PASSTHROUGH') return undefined;
  if (routesHttp(server)) return 'http';
  return passesTlsOn(server) ? 'tls' : 'tcp';
}

/** Whether istiod may take these rules for a server. */
export function carries(server: Server, section: Section): boolean {
  return [section, undefined].includes(sectionOf(server));
}

/** Whether a rule with these matches may count for a server on its workload. */
export function countsOnServer(matches: readonly MatchScope[], bound: BoundServer): boolean {
  return matches.length === 0 || matches.some((match) => isMatched(match, bound));
}

// What a match says of its source is compared with the gateway's pods, unless it names gateways.
function isMatched({ gateways, port, sourceLabels, sourceNamespace }: MatchScope, { server, workload }: BoundServer): boolean {
  if (port !== undefined && port !== server.port.number) return false;
  if (gateways !== undefined) return gateways.includes(qualifiedName(server.gateway.ref));
  return selects(sourceLabels, workload.labels) && (sourceNamespace === undefined || sourceNamespace === workload.namespace);
}

/** Whether a rule with these matches may count for sidecars. */
export function countsOnMesh(matches: readonly MatchScope[]): boolean {
  return matches.length === 0 || matches.some(({ gateways }) => gateways === undefined || gateways.includes('mesh'));
}
