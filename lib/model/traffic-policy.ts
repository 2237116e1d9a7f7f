import { asList, asNumber, asRecord, type Manifest } from '../values/read';
import type { MergedRule } from './destination-merge';

/** What of a DestinationRule counts for a port and a subset. */
export interface TrafficPolicy {
  readonly connectionPool: Manifest;
  readonly loadBalancer: Manifest;
  readonly outlierDetection: Manifest;
  readonly tls: Manifest;
}

const FIELDS = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'] as const;

/**
 * What istiod makes of the policies of a DestinationRule: a policy for the port takes the place of that for all ports, and what the
 * subset says the place of what the rule says, field by field, unless it says it for the port.
 */
export function trafficPolicy({ trafficPolicy: whole, subsets }: MergedRule, port: number | undefined, subset?: string): TrafficPolicy {
  const common = atPort(whole?.manifest, port);
  const own = atPort(subset === undefined ? undefined : subsets.get(subset)?.trafficPolicy, port);
  const entries = FIELDS.map((field) => [field, asRecord(own.isOfPort ? own.policy[field] : own.policy[field] ?? common.policy[field])]);
  return Object.fromEntries(entries) as unknown as TrafficPolicy;
}

function atPort(policy: Manifest = {}, port: number | undefined): { readonly policy: Manifest; readonly isOfPort: boolean } {
  const ofPort = asList(policy.portLevelSettings).map(asRecord).find((each) => port !== undefined && asNumber(asRecord(each.port).number) === port);
  return { policy: ofPort ?? policy, isOfPort: ofPort !== undefined };
}
