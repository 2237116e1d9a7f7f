import { certificateCovers } from '../values/certificate-name';
import { hostCovers } from '../values/host';
import { allOf } from '../values/words';
import type { Certificate } from './certificate';
import { whyNotFor } from './credentials';
import { GatewayHosts, type GatewayHost } from './gateway-hosts';
import { asArray } from './one-or-more';
import { checkTls, modeOf, tlsOptionsOf, type ServerTlsOptions, type ShownCertificate } from './server-tls';

/** A certificate of a gateway that has several, with its hosts. What it does not say of TLS is as the gateway says. */
export interface CertificateForHosts extends ServerTlsOptions {
  /** What clients of these hosts are shown. Entries with one certificate become one server. */
  readonly certificate: ShownCertificate;

  /** The hosts that it is shown for. */
  readonly hosts: readonly GatewayHost[];

  /**
   * Name of the server, which Envoy's statistics of it then go by.
   *
   * @default - none
   */
  readonly serverName?: string;
}

/** A server to be: the hosts of one certificate. */
export interface CertificateGroup {
  readonly certificates: readonly Certificate[];
  readonly options: ServerTlsOptions;
  readonly hosts: GatewayHosts;
  readonly serverName?: string;
}

/**
 * One group for each certificate: a browser sends requests for all names of a certificate on one connection, which must not end at a
 * server that knows only some of them.
 *
 * @throws where entries contradict one another, or a connection for one could be used for another
 */
export function certificateGroups(entries: readonly CertificateForHosts[], ofGateway: ServerTlsOptions): readonly CertificateGroup[] {
  if (entries.length === 0) throw new Error('certificates is empty; give at least one, with its hosts');
  const byCertificate = new Map<string, CertificateForHosts[]>();
  const objects: Certificate[] = [];
  for (const entry of entries) {
    const key = asArray<Certificate>(entry.certificate).map((certificate) => keyOf(certificate, objects)).join(' ');
    byCertificate.set(key, [...(byCertificate.get(key) ?? []), entry]);
  }
  const groups = [...byCertificate.values()].map((each) => groupOf(each, ofGateway));
  for (const group of groups) {
    checkGroup(group);
    groups.filter((other) => other !== group).forEach((other) => checkApart(group, other));
  }
  return groups;
}

/** @throws where the settings do not go together, or a certificate is not for the hosts that are stated */
export function checkGroup({ certificates, options, hosts }: CertificateGroup): void {
  checkTls(options, certificates);
  const why = certificates.map((certificate) => whyNotFor(certificate, hosts.names())).find((each) => each !== undefined);
  if (why !== undefined) throw new Error(why);
}

function keyOf(certificate: Certificate, objects: Certificate[]): string {
  const { _source: source } = certificate;
  if (source.kind === 'secret') return `secret ${source.name}`;
  if (source.kind === 'mounted') return `file ${source.serverCertificate}`;
  if (!objects.includes(certificate)) objects.push(certificate);
  return `object ${objects.indexOf(certificate)}`;
}

function groupOf(entries: readonly CertificateForHosts[], ofGateway: ServerTlsOptions): CertificateGroup {
  const [first, ...others] = entries;
  const options = optionsOf(first, ofGateway);
  const hosts = new GatewayHosts(entries.flatMap((entry) => entry.hosts), 'sni');
  if (others.some((other) => !areEqual(options, optionsOf(other, ofGateway)))) {
    throw new Error(`hosts ${allOf(hosts.names().map((host) => `"${host}"`))} share a certificate and differ in their TLS: browsers use one connection for all of them; give them the same, or a certificate each`);
  }
  return { certificates: asArray<Certificate>(first.certificate), options, hosts, serverName: entries.find(({ serverName }) => serverName !== undefined)?.serverName };
}

// One that asks nothing of clients has no use for what the gateway says of them.
function optionsOf(entry: CertificateForHosts, ofGateway: ServerTlsOptions): ServerTlsOptions {
  const own = tlsOptionsOf(entry);
  if (own.mode !== 'SIMPLE') return { ...ofGateway, ...own };
  const { minProtocolVersion, maxProtocolVersion, cipherSuites } = ofGateway;
  return { ...tlsOptionsOf({ minProtocolVersion, maxProtocolVersion, cipherSuites }), ...own };
}

function areEqual({ clientCa: ca, ...a }: ServerTlsOptions, { clientCa: otherCa, ...b }: ServerTlsOptions): boolean {
  return ca === otherCa && JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

function checkApart(group: CertificateGroup, other: CertificateGroup): void {
  const own = group.hosts.names();
  for (const host of other.hosts.names()) {
    const wide = own.find((each) => hostCovers(each, host));
    if (wide !== undefined && asks(other) && !areEqual(group.options, other.options)) {
      throw new Error(`"${host}" asks clients for a certificate, and "${wide}" beside it not for the same: a client that asks for another name below "${wide}" would reach "${host}", too; give both the same clientCa and mode, or "${host}" another gateway workload`);
    }
    if (wide === undefined && group.certificates.some((certificate) => isNamedIn(certificate, host))) {
      throw new Error(`the certificate of ${allOf(own.map((each) => `"${each}"`))} is also for "${host}", which another server has: browsers use one connection for all names of a certificate, and would get 404 for "${host}"; give "${host}" that certificate, too`);
    }
  }
}

function asks({ options }: CertificateGroup): boolean {
  return modeOf(options) !== 'SIMPLE';
}

function isNamedIn({ _source: source }: Certificate, host: string): boolean {
  const names = source.kind === 'files' ? source.names : source.kind === 'issued' ? source.options.dnsNames ?? [] : [];
  return host.startsWith('*') ? names.includes(host) : certificateCovers(names, host);
}
