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

/** A Service of the pods with `istio: ingressgateway`, with port 80, unless others are given. */
export function ingressService(name: string, targetPort: number, { port = 80, label = 'ingressgateway' } = {}): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: istio-system }
spec:
  selector: { istio: ${label} }
  ports:
    - { name: http, port: ${port}, targetPort: ${targetPort}, protocol: TCP }
`;
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
