// The manifests that rules show as examples, as far as several have the same.

/** A Gateway in namespace `web` on the pods with `istio: ingressgateway`, with one server for plain HTTP. */
export function httpGateway(port: number): string {
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: ${port}, name: http, protocol: HTTP }
      hosts: [shop.example.com]
`;
}

/** A certificate with its key, as a part of such `tls`. */
export const CERTIFICATE_FILES = 'serverCertificate: /etc/tls/tls.crt, privateKey: /etc/tls/tls.key';

/** The same with a server for TLS on port 443, whose `tls` is given in YAML's flow style: `{ mode: PASSTHROUGH }`. */
export function tlsGateway(tls: string, protocol = 'HTTPS'): string {
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: ${protocol} }
      hosts: [shop.example.com]
      tls: ${tls}
`;
}

/** A Service of the pods with `istio: ingressgateway`, with port 80, unless others are given. */
export function ingressService(name: string, targetPort: number, { port = 80, label = 'ingressgateway', namespace = 'istio-system' } = {}): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { istio: ${label} }
  ports:
    - { name: http, port: ${port}, targetPort: ${targetPort}, protocol: TCP }
`;
}

/** The Service of the default ingress gateway. */
export const INGRESS_SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  type: LoadBalancer
  selector: { istio: ingressgateway }
  ports:
    - { name: http2, port: 80, targetPort: 8080, protocol: TCP }
    - { name: https, port: 443, targetPort: 8443, protocol: TCP }
`;

/** The pods of the default ingress gateway, or others that are a gateway too. */
export function gatewayPods({ namespace = 'istio-system', label = 'ingressgateway' } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istio-${label}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { istio: ${label} } }
  template:
    metadata: { labels: { istio: ${label} } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
`;
}

/** VirtualService `web/shop` for `shop.example.com` on gateway `web`, unless its spec says otherwise; the fields are YAML in flow style. */
export function virtualService(spec: Readonly<Record<string, string>>): string {
  return manifest('VirtualService', { hosts: '[shop.example.com]', gateways: '[web]', ...spec });
}

/** VirtualService `web/shop` whose HTTP rules, YAML in flow style, come first and then one that sends all else to `shop`. */
export function httpRules(...rules: readonly string[]): string {
  return virtualService({ http: `[${[...rules, '{ route: [{ destination: { host: shop } }] }'].join(', ')}]` });
}

/** The same with one rule, that sends `/blog` to `blog` and has these fields besides, and then the one for all else. */
export function httpRouteWith(fields: string): string {
  return httpRules(`{ match: [{ uri: { prefix: /blog } }], route: [{ destination: { host: blog } }], ${fields} }`);
}

/** DestinationRule `web/shop` for host `shop`, unless its spec says otherwise; the fields are YAML in flow style. */
export function destinationRule(spec: Readonly<Record<string, string>>): string {
  return manifest('DestinationRule', { host: 'shop', ...spec });
}

/** ServiceEntry `web/shop` for TLS to `api.example.com`, found by DNS, unless its spec says otherwise; the fields are YAML in flow style. */
export function serviceEntry(spec: Readonly<Record<string, string>>): string {
  return manifest('ServiceEntry', { hosts: '[api.example.com]', ports: '[{ number: 443, name: tls, protocol: TLS }]', resolution: 'DNS', ...spec });
}

function manifest(kind: string, spec: Readonly<Record<string, string>>): string {
  return `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: { name: shop, namespace: web }
spec:
${Object.entries(spec).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
}

/** One text of several manifests. */
export function documents(...manifests: readonly string[]): string {
  return manifests.join('---');
}

/** The manifests with one thing in them changed; an example whose change has no place in it would show nothing. */
export function changed(yaml: string, from: string, to: string): string {
  if (!yaml.includes(from)) throw new Error(`the example has no "${from}" to change`);
  return yaml.replace(from, to);
}
