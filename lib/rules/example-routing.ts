// Gateways, VirtualServices and what they send to, as far as the examples of several rules have the same.

export const HTTP = 'port: { number: 80, name: http, protocol: HTTP }';
export const HTTPS = 'port: { number: 443, name: https, protocol: HTTPS }\n      tls: { mode: SIMPLE, credentialName: shop }';
export const PASSTHROUGH = 'port: { number: 443, name: tls, protocol: TLS }\n      tls: { mode: PASSTHROUGH }';

/** A server of a Gateway. */
export function server(hosts: string, port = HTTP): string {
  return `    - ${port}\n      hosts: [${hosts}]\n`;
}

/** A Gateway on the pods with `istio: ingressgateway`. */
export function gateway(servers: string, { name = 'web', namespace = 'web' } = {}): string {
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { istio: ingressgateway }
  servers:
${servers}`;
}

export interface RouteOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly hosts?: string;
  /** None are written for an empty text. */
  readonly gateways?: string;
  readonly exportTo?: string;
}

/** A VirtualService `shop` of namespace `web` for `shop.example.com` on Gateway `web`. */
export function virtualService(rules: string, options: RouteOptions = {}): string {
  const { name = 'shop', namespace = 'web', hosts = 'shop.example.com', gateways = 'web', exportTo } = options;
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  hosts: [${hosts}]
${gateways === '' ? '' : `  gateways: [${gateways}]\n`}${exportTo === undefined ? '' : `  exportTo: [${exportTo}]\n`}${rules}`;
}

/** An HTTP rule to a destination; of port 80, unless the text says otherwise. */
export function routeTo(destination = 'host: shop', port = ', port: { number: 80 }'): string {
  return `    - route: [{ destination: { ${destination}${port} } }]\n`;
}

/** The list of HTTP rules. */
export function http(...rules: readonly string[]): string {
  return `  http:\n${rules.join('')}`;
}

/** A Service `shop` of namespace `web` with port 80. */
export function backend({ name = 'shop', namespace = 'web', ports = '{ name: http, port: 80 }' } = {}): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { app: ${name} }
  ports: [${ports}]
`;
}

/** A DestinationRule of namespace `web` for Service `shop`, with subset `v1`. */
export function destinationRule({ name = 'shop', namespace = 'web', host = 'shop', subsets = '{ name: v1, labels: { version: v1 } }', more = '' } = {}): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  host: "${host}"
${more}${subsets === '' ? '' : `  subsets: [${subsets}]\n`}`;
}
