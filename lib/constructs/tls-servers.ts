import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import type { Certificate } from './certificate';
import { certificateGroups, checkGroup, type CertificateForHosts, type CertificateGroup } from './certificate-groups';
import { createServerTls, whyNotFor } from './credentials';
import { GatewayHosts } from './gateway-hosts';
import { asArray } from './one-or-more';
import { tlsOptionsOf, type IstioMutualTls, type ServerTlsOptions, type ShownCertificate } from './server-tls';
import type { ServingGatewayProps } from './serving-gateway';

/** One certificate for all hosts of a gateway. */
export interface OneCertificate extends ServerTlsOptions {
  /** The certificate that clients are shown; of two, with an RSA and an ECDSA key, each client gets the one that it can use. */
  readonly certificate: ShownCertificate;
  /** Not beside certificate. */
  readonly certificates?: undefined;
  /** Only for `ISTIO_MUTUAL`: with a certificate it is part of clientCa. */
  readonly caCrl?: undefined;
}

/** Several certificates, each with its hosts. */
export interface SeveralCertificates extends ServerTlsOptions {
  /** The certificates that clients are shown, each with its hosts. */
  readonly certificates: readonly CertificateForHosts[];
  /** Not beside certificates. */
  readonly certificate?: undefined;
  /** Each certificate says its own. */
  readonly hosts?: undefined;
  /** Each certificate says its own. */
  readonly serverName?: undefined;
  /** Only for `ISTIO_MUTUAL`: with certificates it is part of clientCa. */
  readonly caCrl?: undefined;
}

/** The certificates that Istio gives to the gateway's pods. */
export interface MeshCertificate extends IstioMutualTls {
  /** The pods have theirs from Istio. */
  readonly certificate?: undefined;
  /** The pods have theirs from Istio. */
  readonly certificates?: undefined;
  /** Clients are checked by the authorities of the mesh. */
  readonly clientCa?: undefined;
}

/** What a gateway shows clients, and asks of them. */
export type TlsProps = OneCertificate | SeveralCertificates | MeshCertificate;

/** What of a server TLS decides. */
export type TlsServer = Pick<Server, 'hosts' | 'tls' | 'name'>;

interface Part {
  readonly hosts: GatewayHosts;
  readonly tls: NonNullable<Server['tls']>;
  readonly serverName?: string;
}

/** The hosts of a gateway that opens TLS. */
export function tlsHosts(props: ServingGatewayProps & TlsProps): { readonly hosts: GatewayHosts; readonly groups: readonly CertificateGroup[] } {
  checkShown(props);
  if (props.certificates !== undefined) {
    const groups = certificateGroups(props.certificates, tlsOptionsOf(props));
    return { hosts: GatewayHosts.joined(groups.map((group) => group.hosts)), groups };
  }
  const hosts = new GatewayHosts(props.hosts, 'sni');
  if (props.certificate === undefined) return { hosts, groups: [] };
  const group = { certificates: asArray<Certificate>(props.certificate), options: tlsOptionsOf(props), hosts };
  checkGroup(group);
  return { hosts, groups: [group] };
}

// What the types say, for those who write without.
function checkShown({ certificate, certificates, mode }: TlsProps): void {
  const given = [certificate, certificates].filter((each) => each !== undefined).length;
  if (mode === 'ISTIO_MUTUAL' && given > 0) throw new Error('mode ISTIO_MUTUAL shows the certificates of the mesh, and another is given; leave it out, or use mode MUTUAL');
  if (mode !== 'ISTIO_MUTUAL' && given !== 1) throw new Error('certificate says what clients are shown, or certificates for several, each with its hosts; give one of the two');
}

/** The servers of a gateway that opens TLS: one for each certificate. */
export class TlsServers {
  private readonly parts: readonly Part[];

  /** @throws where a certificate's Secret is in another namespace than the gateway's pods, or mode MUTUAL has no authority to check by */
  constructor(scope: Construct, props: TlsProps, private readonly known: ReturnType<typeof tlsHosts>, namespace: string | undefined) {
    const { hosts, groups } = known;
    this.parts = props.mode === 'ISTIO_MUTUAL' ? [{ hosts, tls: istioMutual(props) }] : groups.map((group) => {
      const names = () => group.hosts.names();
      const id = props.certificates === undefined ? 'Certificate' : `Certificate-${names()[0]}`;
      const tls = createServerTls(scope, group.certificates, group.options, { id, namespace, hosts: names });
      return { hosts: group.hosts, tls, serverName: group.serverName };
    });
  }

  public list(): readonly TlsServer[] {
    return this.parts.map(({ hosts, tls, serverName }) => ({ hosts: [...hosts.list()], tls, ...(serverName !== undefined && { name: serverName }) }));
  }

  /** What is wrong with the certificates of hosts that only routes told of. */
  public problems(): readonly string[] {
    return this.known.groups.flatMap(({ certificates, hosts }) => certificates.flatMap((certificate) => whyNotFor(certificate, hosts.names()) ?? []));
  }
}

function istioMutual({ mode, subjectAltNames, caCrl, insecureSkipVerify }: MeshCertificate): Part['tls'] {
  return {
    mode, ...(subjectAltNames && { subjectAltNames: [...subjectAltNames] }), ...(caCrl !== undefined && { caCrl }),
    ...(insecureSkipVerify !== undefined && { insecureSkipVerify }),
  };
}
