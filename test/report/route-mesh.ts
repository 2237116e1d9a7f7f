import { locatorOf } from '../../lib/collect/locate';
import { collectTexts } from '../../lib/collect/yaml';
import { buildMesh, type Facts, type Mesh } from '../../lib/model/mesh';
import type { Outcome } from '../../lib/router/outcome';
import type { Request } from '../../lib/router/request';
import { Router } from '../../lib/router/router';
import type { Locate } from '../../lib/values/origin';

/** What a file's manifests make of requests. */
export interface Asking {
  readonly mesh: Mesh;
  readonly locate: Locate;
  readonly ask: (request: Request | string) => Outcome;
}

/** The mesh of a file `web.yaml`. */
export function asking(yaml: string, facts?: Facts): Asking {
  const text = { path: 'web.yaml', text: yaml };
  const mesh = buildMesh(collectTexts([text]).objects, facts);
  const router = new Router(mesh);
  return { mesh, locate: locatorOf(new Map([[text.path, text.text]])), ask: (request) => router.route(typeof request === 'string' ? { url: request } : request) };
}

/** A shop behind the default ingress gateway, with a route for each thing that a route can do. */
export const SHOP = `apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: istio-system }
spec:
  type: LoadBalancer
  selector: { istio: ingressgateway }
  ports:
    - { name: http2, port: 80, targetPort: 8080 }
    - { name: https, port: 443, targetPort: 8443 }
    - { name: mysql, port: 3306 }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: web }
spec: { ports: [{ name: http, port: 8000 }] }
---
apiVersion: v1
kind: Service
metadata: { name: stock, namespace: web }
spec: { ports: [{ name: grpc, port: 9000 }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: web }
spec:
  host: cart
  subsets: [{ name: v1 }, { name: v2 }]
  trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com, two.example.com] }
    - { port: { number: 80, name: http-redirect, protocol: HTTP }, hosts: [safe.example.com], tls: { httpsRedirect: true } }
    - { port: { number: 443, name: https, protocol: HTTPS }, hosts: [safe.example.com], tls: { mode: SIMPLE, credentialName: safe } }
    - { port: { number: 443, name: https-mutual, protocol: HTTPS }, hosts: [mutual.example.com], tls: { mode: MUTUAL, credentialName: mutual } }
    - { port: { number: 443, name: https-again, protocol: HTTPS }, hosts: [safe.example.com, lost.example.com], tls: { mode: SIMPLE, credentialName: safe } }
    - { port: { number: 443, name: tls, protocol: TLS }, hosts: [db.example.com], tls: { mode: PASSTHROUGH } }
    - { port: { number: 3306, name: mysql, protocol: TCP }, hosts: ['*'] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: web }
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
    - match: [{ uri: { exact: /cart } }, { uri: { prefix: /cart/ }, headers: { end-user: { exact: jason } } }]
      route: [{ destination: { host: cart } }]
    - match: [{ uri: { prefix: /split } }]
      rewrite: { uri: /whole, authority: cart.internal }
      timeout: 5s
      retries: { attempts: 3, retryOn: "5xx,reset" }
      mirrors: [{ destination: { host: stock }, percentage: { value: 12.5 } }]
      fault: { abort: { httpStatus: 503, percentage: { value: 1 } } }
      route: [{ destination: { host: cart, subset: v1 }, weight: 2 }, { destination: { host: stock }, weight: 1 }]
    - match: [{ uri: { prefix: /lost } }]
      route: [{ destination: { host: cart, subset: v9 } }]
    - match: [{ uri: { prefix: /elsewhere } }]
      route: [{ destination: { host: books.other.svc.cluster.local, port: { number: 80 } } }]
    - match: [{ uri: { prefix: /old } }]
      redirect: { uri: /new, redirectCode: 302 }
    - match: [{ uri: { prefix: /ping } }]
      directResponse: { status: 204 }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: two-a, namespace: web }
spec: { hosts: [two.example.com], gateways: [shop], http: [{ match: [{ uri: { prefix: /a } }], route: [{ destination: { host: cart } }] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: two-b, namespace: web }
spec: { hosts: [two.example.com], gateways: [shop], http: [{ match: [{ uri: { prefix: /a } }], route: [{ destination: { host: stock } }] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: safe, namespace: web }
spec: { hosts: [safe.example.com, mutual.example.com], gateways: [shop], http: [{ route: [{ destination: { host: cart } }] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: db, namespace: web }
spec:
  hosts: [db.example.com]
  gateways: [shop]
  tls: [{ match: [{ sniHosts: [db.example.com] }], route: [{ destination: { host: cart, port: { number: 8000 } } }] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: mysql, namespace: web }
spec: { hosts: ['*'], gateways: [shop], tcp: [{ match: [{ port: 3306 }], route: [{ destination: { host: mysql, port: { number: 3306 } } }] }] }
`;
