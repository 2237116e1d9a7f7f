/** Manifests of a shop behind an ingress: on plain HTTP with every kind of route, and on HTTPS with a redirect to it. */
export const SHOP = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: edge }
spec:
  type: LoadBalancer
  selector: { istio: ingress }
  ports: [{ name: http2, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }
    - { port: { number: 80, name: http-secure, protocol: HTTP }, hosts: [secure.example.com], tls: { httpsRedirect: true } }
    - { port: { number: 443, name: https, protocol: HTTPS }, hosts: [secure.example.com], tls: { mode: MUTUAL, credentialName: secure } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 8080 }, { name: http-metrics, port: 9090 }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: test }
spec: { selector: { app: cart }, ports: [{ name: http, port: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { selector: { app: reviews }, ports: [{ name: http, port: 9080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: old-cart, namespace: shop }
spec: { type: ExternalName, externalName: cart.shop.svc.cluster.local, ports: [{ name: http, port: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec: { host: reviews, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [edge/web]
  http:
    - match: [{ uri: { prefix: /cart }, method: { exact: POST } }, { uri: { prefix: /basket } }]
      rewrite: { uri: /api }
      route: [{ destination: { host: cart, port: { number: 8080 } } }]
    - match: [{ uri: { exact: /reviews } }]
      route:
        - { destination: { host: reviews, subset: v1 }, weight: 75 }
        - { destination: { host: reviews, subset: v2 }, weight: 25 }
    - match: [{ uri: { exact: /thirds } }]
      route:
        - { destination: { host: reviews }, weight: 1 }
        - { destination: { host: cart, port: { number: 1 } }, weight: 2 }
    - match: [{ uri: { exact: /old } }]
      route: [{ destination: { host: old-cart, port: { number: 8080 } } }]
    - match: [{ uri: { exact: /lost } }]
      route: [{ destination: { host: cart, port: { number: 1 } } }]
    - match: [{ uri: { exact: /lost-subset } }]
      route: [{ destination: { host: reviews, subset: v3 } }]
    - match: [{ uri: { exact: /away } }]
      route: [{ destination: { host: stock.far.svc.cluster.local, port: { number: 80 } } }]
    - match: [{ uri: { exact: /mirrored } }]
      fault: { abort: { httpStatus: 500, percentage: { value: 50 } } }
      route: [{ destination: { host: cart, port: { number: 8080 } } }]
      mirror: { host: reviews }
    - match: [{ uri: { exact: /home } }]
      redirect: { uri: /, redirectCode: 308 }
    - match: [{ uri: { exact: /teapot } }]
      directResponse: { status: 418 }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: secure, namespace: shop }
spec:
  hosts: [secure.example.com]
  gateways: [edge/web]
  http:
    - route: [{ destination: { host: cart, port: { number: 8080 } } }]
`;

/** What a claim about a request fails with; empty where it does not. */
export function failure(claim: () => void): string {
  try {
    claim();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

export function firstLine(text: string): string {
  return text.split('\n')[0];
}
