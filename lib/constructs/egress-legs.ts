import type { HTTPRoute, Server, Subset, TCPRoute, TLSRoute } from '../../imports/networking';
import type { PickedPorts } from './egress-gateway-ports';
import { toDnsLabel } from './resource';
import type { Action } from './route-rule';

/** The way that requests take: from pods to the egress gateway, and on to the host. */
export interface EgressWay extends PickedPorts {
  readonly host: string;
  /** Name of the Gateway as the VirtualService gives it. */
  readonly gateway: string;
  /** Host of the egress gateway's Service, as the VirtualService gives it. */
  readonly egressHost: string;
  readonly mutualTls: boolean;
}

export function egressServers({ host, mutualTls, httpPort, tlsPort, tcpPort }: EgressWay): Server[] {
  const server = (port: Server['port']): Server => ({ port, hosts: [host], ...(mutualTls && { tls: { mode: 'ISTIO_MUTUAL' as const } }) });
  const [http, tcp] = mutualTls ? [{ name: 'https', protocol: 'HTTPS' }, { name: 'tls-tcp', protocol: 'TLS' }] : [{ name: 'http', protocol: 'HTTP' }, { name: 'tcp', protocol: 'TCP' }];
  return [
    ...(httpPort === undefined ? [] : [server({ number: httpPort, ...http })]),
    ...(tcpPort === undefined ? [] : [server({ number: tcpPort, ...tcp })]),
    ...(tlsPort === undefined ? [] : [{ port: { number: tlsPort, name: 'tls', protocol: 'TLS' }, hosts: [host], tls: { mode: 'PASSTHROUGH' as const } }]),
  ];
}

/** The egress gateway as it is called for one host: the server name says which of its servers is meant. */
export function egressSubset(host: string): Subset {
  return { name: toDnsLabel(host), trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: host } } };
}

export function httpLegs({ host, gateway, egressHost, mutualTls, httpPort }: EgressWay, { port, upstream }: { readonly port: number; readonly upstream: number }, send: Action): HTTPRoute[] {
  return [
    {
      match: [{ gateways: ['mesh'], port }],
      route: [{ destination: { host: egressHost, port: { number: httpPort }, ...(mutualTls && { subset: toDnsLabel(host) }) } }],
    },
    { match: [{ gateways: [gateway], port: httpPort }], route: [{ destination: { host, port: { number: upstream } } }], ...send },
  ];
}

export function tlsLegs({ host, gateway, egressHost, tlsPort }: EgressWay, port: number): TLSRoute[] {
  return [
    { match: [{ gateways: ['mesh'], port, sniHosts: [host] }], route: [{ destination: { host: egressHost, port: { number: tlsPort } } }] },
    { match: [{ gateways: [gateway], port: tlsPort, sniHosts: [host] }], route: [{ destination: { host, port: { number: port } } }] },
  ];
}

export function tcpLegs({ host, gateway, egressHost, mutualTls, tcpPort }: EgressWay, port: number): TCPRoute[] {
  return [
    { match: [{ gateways: ['mesh'], port }], route: [{ destination: { host: egressHost, port: { number: tcpPort }, ...(mutualTls && { subset: toDnsLabel(host) }) } }] },
    { match: [{ gateways: [gateway], port: tcpPort }], route: [{ destination: { host, port: { number: port } } }] },
  ];
}
