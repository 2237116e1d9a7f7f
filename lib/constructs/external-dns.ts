import type { ApiObjectMetadata, Duration } from 'cdk8s';
import { isDnsSubdomain, isIpAddress, whyNoWildcardDomain } from '../values/dns-name';
import { asArray, type OneOrMore } from './one-or-more';

/**
 * What external-dns is told of a gateway. It takes the gateway's own hosts, and the address of its ingress Service, by itself.
 *
 * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/istio/
 */
export interface ExternalDns {
  /**
   * Names that get records beside the hosts of the gateway.
   *
   * @default - none
   */
  readonly hostname?: OneOrMore<string>;

  /**
   * Where the records lead to: IP addresses, or names of a load balancer. To be said where another one stands in front.
   *
   * @default - the address of the ingress Service
   */
  readonly target?: OneOrMore<string>;

  /**
   * How long resolvers may keep the records, in whole seconds.
   *
   * @default - as external-dns is set up
   */
  readonly ttl?: Duration;

  /**
   * What its annotations begin with (its option `--annotation-prefix`).
   *
   * @default - both that of releases before 0.22, `external-dns.alpha.kubernetes.io/`, and that of those since, `external-dns.kubernetes.io/`
   */
  readonly annotationPrefix?: string;
}

const PREFIXES = ['external-dns.alpha.kubernetes.io/', 'external-dns.kubernetes.io/'];

/**
 * The metadata of a Gateway with what external-dns is told.
 *
 * @throws for what is no name, no target, and no time in whole seconds; where nothing is said
 */
export function withExternalDns(metadata: ApiObjectMetadata | undefined, dns: ExternalDns | undefined): ApiObjectMetadata | undefined {
  if (dns === undefined) return metadata;
  const said = annotationsOf(dns);
  if (said.length === 0) throw new Error('externalDns says nothing; give it hostname, target or ttl, or leave it out: external-dns takes the hosts of the gateway by itself');
  const prefixes = dns.annotationPrefix === undefined ? PREFIXES : [dns.annotationPrefix.replace(/\/?$/, '/')];
  const annotations = prefixes.flatMap((prefix) => said.map(([name, value]) => [`${prefix}${name}`, value] as const));
  return { ...metadata, annotations: { ...Object.fromEntries(annotations), ...metadata?.annotations } };
}

function annotationsOf({ hostname = [], target = [], ttl }: ExternalDns): ReadonlyArray<readonly [string, string]> {
  const [names, targets] = [asArray(hostname), asArray(target)];
  for (const name of names) {
    const why = whyNoWildcardDomain(name);
    if (why !== undefined) throw new Error(`hostname "${name}" of externalDns ${why}`);
  }
  const bad = targets.find((each) => !isIpAddress(each) && !isDnsSubdomain(each));
  if (bad !== undefined) throw new Error(`target "${bad}" of externalDns is neither an IP address nor a DNS name; give one such as "203.0.113.7" or "lb.example.com"`);
  return [
    ...(names.length > 0 ? [['hostname', names.join(',')] as const] : []), ...(targets.length > 0 ? [['target', targets.join(',')] as const] : []),
    ...(ttl === undefined ? [] : [['ttl', seconds(ttl)] as const]),
  ];
}

function seconds(ttl: Duration): string {
  const count = ttl.toSeconds({ integral: false });
  if (!Number.isInteger(count) || count < 1) throw new Error(`ttl of ${count} s is none that DNS knows: it counts whole seconds, from 1 on; give one such as Duration.minutes(5)`);
  return String(count);
}
