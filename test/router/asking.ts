import type { Outcome } from '../../lib/router/outcome';
import type { Request } from '../../lib/router/request';
import { Router } from '../../lib/router/router';
import type { Manifest } from '../../lib/values/read';
import { meshOf } from '../model/meshes';

const HERE = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: istio-system }
spec: { type: LoadBalancer, selector: { istio: ingressgateway }, ports: [{ name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }] }
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: web }
spec: { selector: { app: shop }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: blog, namespace: web }
spec: { selector: { app: blog }, ports: [{ name: http, port: 80 }] }
---
`;

/** Gateway `web/front` on the ingress Service, with these servers in YAML. */
export function front(...servers: readonly string[]): string {
  return `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: front, namespace: web }\nspec: { selector: { istio: ingressgateway }, servers: [${servers.join(', ')}] }\n---\n`;
}

/** VirtualService `web/site` for a.com on that Gateway, with these rules in YAML. */
export function site(...rules: readonly string[]): string {
  return `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: site, namespace: web }\nspec: { hosts: [a.com], gateways: [front], http: [${rules.join(', ')}] }\n---\n`;
}

export const PLAIN = '{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com] }';
export const TO_SHOP = '{ route: [{ destination: { host: shop } }] }';

/** What becomes of a request where there are these objects, the ingress Service, and Services shop and blog in namespace web. */
export function ask(yaml: string, request: Request | string, meshConfig?: Manifest): Outcome {
  return new Router(meshOf(HERE + yaml, { complete: ['Service', 'DestinationRule'], meshConfig })).route(typeof request === 'string' ? { url: request } : request);
}
