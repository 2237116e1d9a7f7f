import type { Manifest } from './engine/question';

/** One server of a Gateway, as manifests have it. */
export interface RawServer {
  readonly port: { readonly number: number; readonly name: string; readonly protocol: string };
  readonly hosts: readonly string[];
  readonly tls?: object;
}

interface RawGateway {
  readonly namespace: string;
  /** Year of its creation: the older object goes first. */
  readonly created: number;
  readonly servers: readonly RawServer[];
}

interface RawRoute {
  readonly namespace: string;
  readonly created?: number;
  readonly hosts: readonly string[];
  readonly gateway: string;
  /** The service that gets the requests below each path. */
  readonly to: Readonly<Record<string, string>>;
}

/** A Gateway written by hand on the default ingress. */
export function rawGateway(name: string, { namespace, created, servers }: RawGateway): Manifest {
  return {
    apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name, namespace, ...stamp(created) },
    spec: { selector: { istio: 'ingressgateway' }, servers },
  };
}

/** A VirtualService written by hand, of path prefixes, to services of port 80. */
export function rawRoute(name: string, { namespace, created, hosts, gateway, to }: RawRoute): Manifest {
  const http = Object.entries(to).map(([prefix, host]) => ({ match: [{ uri: { prefix } }], route: [{ destination: { host, port: { number: 80 } } }] }));
  return {
    apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name, namespace, ...stamp(created) },
    spec: { hosts, gateways: [gateway], http },
  };
}

export function httpServer(number: number, ...hosts: readonly string[]): RawServer {
  return { port: { number, name: 'http', protocol: 'HTTP' }, hosts };
}

export function redirectingServer(number: number, ...hosts: readonly string[]): RawServer {
  return { ...httpServer(number, ...hosts), tls: { httpsRedirect: true } };
}

export function httpsServer(number: number, credentialName: string, ...hosts: readonly string[]): RawServer {
  return { port: { number, name: 'https', protocol: 'HTTPS' }, hosts, tls: { mode: 'SIMPLE', credentialName } };
}

function stamp(year: number | undefined): object {
  return year === undefined ? {} : { creationTimestamp: `${year}-01-01T00:00:00Z` };
}
