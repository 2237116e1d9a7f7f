import { createdOf } from '../values/age';
import { readExportTo } from '../values/export-to';
import { expandHost } from '../values/host-name';
import { qualifiedName, type ObjectRef } from '../values/object-ref';
import type { Field } from '../values/field';
import type { Origin } from '../values/origin';
import { asList, asNumber, asRecord, asText, asTextMap, asTexts, type Manifest } from '../values/read';
import type { MeshObject } from './objects';

/** A VirtualService of the mesh. */
export interface VirtualService {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly manifest: Manifest;
  /** RFC 3339, as a cluster writes it. */
  readonly created?: string;
  /** In small letters, short names in full. None makes it a delegate. */
  readonly hosts: readonly string[];
  /** The same with their capital letters, which istiod tells from small ones when it looks for the gateway's host. */
  readonly casedHosts: readonly string[];
  /** The Ingress that istiod makes it of, where it does: the prefixes of its paths end at a slash. */
  readonly ingress?: ObjectRef;
  /** Full names `namespace/name`, and `mesh` for the sidecars. */
  readonly gateways: readonly string[];
  /** Namespaces that see it: `*`, `.` or names. */
  readonly exportTo: readonly string[];
  readonly http: readonly HttpRule[];
  readonly tls: readonly TlsRule[];
  readonly tcp: readonly TcpRule[];
}

/** Where a route sends. */
export interface Destination {
  readonly field: Field;
  /** Short names in full. */
  readonly host: string;
  /** As the manifest has it. */
  readonly writtenHost: string;
  readonly port?: number;
  readonly subset?: string;
  readonly weight?: number;
  readonly mirror: boolean;
}

/** The part of a match that decides whether istiod takes it into a gateway's routes at all. */
export interface MatchScope {
  readonly field: Field;
  readonly manifest: Manifest;
  /** Number of the Gateway's server. */
  readonly port?: number;
  /** Full names; undefined where the match names none. */
  readonly gateways?: readonly string[];
  readonly sourceLabels: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
}

export interface HttpMatch extends MatchScope {
  readonly name?: string;
}

export interface HttpRule {
  readonly field: Field;
  readonly manifest: Manifest;
  readonly name?: string;
  /** None matches all. */
  readonly matches: readonly HttpMatch[];
  /** Destinations of its route; those of mirrors, too. */
  readonly destinations: readonly Destination[];
  readonly delegate?: { readonly name: string; readonly namespace?: string };
}

export interface TlsMatch extends MatchScope {
  readonly sniHosts: readonly string[];
}

export interface TlsRule {
  readonly field: Field;
  readonly matches: readonly TlsMatch[];
  readonly destinations: readonly Destination[];
}

export interface TcpRule {
  readonly field: Field;
  readonly matches: readonly MatchScope[];
  readonly destinations: readonly Destination[];
}

interface Reading {
  readonly namespace?: string;
  readonly domain: string;
}

interface Settings {
  readonly domain: string;
  /** Of those that do not say. */
  readonly exportTo: readonly string[];
}

export function readVirtualService({ manifest, ref, origin, ingress }: MeshObject & { readonly ingress?: ObjectRef }, settings: Settings): VirtualService {
  const spec = asRecord(manifest.spec);
  const reading: Reading = { namespace: ref.namespace, domain: settings.domain };
  const gateways = asTexts(spec.gateways);
  const casedHosts = asTexts(spec.hosts).map((host) => expandHost(host, ref.namespace, settings.domain));
  return {
    ref, origin, manifest, ingress, created: createdOf(manifest),
    hosts: casedHosts.map((host) => host.toLowerCase()), casedHosts,
    gateways: gateways.length === 0 ? ['mesh'] : gateways.map((name) => gatewayName(name, ref.namespace)),
    exportTo: readExportTo(spec.exportTo, settings.exportTo),
    http: asList(spec.http).map((rule, index) => readHttpRule(asRecord(rule), ['spec', 'http', index], reading)),
    tls: asList(spec.tls).map((rule, index) => readTlsRule(asRecord(rule), ['spec', 'tls', index], reading)),
    tcp: asList(spec.tcp).map((rule, index) => readTcpRule(asRecord(rule), ['spec', 'tcp', index], reading)),
  };
}

/** The full name that istiod makes of a gateway's: `name` and `./name` are of the own namespace, `name.ns...` is an old way. */
export function gatewayName(text: string, namespace: string | undefined): string {
  if (text === 'mesh') return text;
  const slash = text.indexOf('/');
  if (slash >= 0) return text.startsWith('./') ? qualifiedName({ namespace, name: text.slice(2) }) : text;
  const [name, ns] = text.split('.');
  return qualifiedName({ namespace: ns ?? namespace, name });
}

function readHttpRule(rule: Manifest, field: Field, reading: Reading): HttpRule {
  const { name, namespace } = asRecord(rule.delegate);
  const delegate = asText(name);
  const mirrors = asList(rule.mirrors).map((each, index) => readDestination(asRecord(asRecord(each).destination), [...field, 'mirrors', index, 'destination'], reading, { mirror: true }));
  const mirror = rule.mirror === undefined || rule.mirror === null ? [] : [readDestination(asRecord(rule.mirror), [...field, 'mirror'], reading, { mirror: true })];
  return {
    field, manifest: rule, name: asText(rule.name),
    matches: asList(rule.match).map((match, index) => ({
      ...readScope(asRecord(match), [...field, 'match', index], reading), name: asText(asRecord(match).name),
    })),
    destinations: [...readRoute(rule, field, reading), ...mirror, ...mirrors],
    ...(delegate !== undefined && { delegate: { name: delegate, namespace: asText(namespace) || reading.namespace } }),
  };
}

function readTlsRule(rule: Manifest, field: Field, reading: Reading): TlsRule {
  return {
    field, destinations: readRoute(rule, field, reading),
    matches: asList(rule.match).map((match, index) => ({ ...readScope(asRecord(match), [...field, 'match', index], reading), sniHosts: asTexts(asRecord(match).sniHosts) })),
  };
}

function readTcpRule(rule: Manifest, field: Field, reading: Reading): TcpRule {
  return {
    field, destinations: readRoute(rule, field, reading),
    matches: asList(rule.match).map((match, index) => readScope(asRecord(match), [...field, 'match', index], reading)),
  };
}

function readScope(match: Manifest, field: Field, { namespace }: Reading): MatchScope {
  const gateways = asTexts(match.gateways);
  return {
    field, manifest: match, port: asNumber(match.port) || undefined,
    gateways: gateways.length > 0 ? gateways.map((name) => gatewayName(name, namespace)) : undefined,
    sourceLabels: asTextMap(match.sourceLabels), sourceNamespace: asText(match.sourceNamespace) || undefined,
  };
}

function readRoute(rule: Manifest, field: Field, reading: Reading): readonly Destination[] {
  return asList(rule.route).map((each, index) => {
    const { destination, weight } = asRecord(each);
    return readDestination(asRecord(destination), [...field, 'route', index, 'destination'], reading, { mirror: false, weight: asNumber(weight) });
  });
}

function readDestination(destination: Manifest, field: Field, { namespace, domain }: Reading, rest: { readonly mirror: boolean; readonly weight?: number }): Destination {
  const writtenHost = asText(destination.host) ?? '';
  return {
    field, ...rest, writtenHost, host: expandHost(writtenHost, namespace, domain),
    port: asNumber(asRecord(destination.port).number) || undefined, subset: asText(destination.subset) || undefined,
  };
}
