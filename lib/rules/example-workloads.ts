// The manifests of applications that rules show as examples.

/** Deployment `web/shop`, whose pods have the label `app: shop`, unless something else is said; the fields are YAML in flow style. */
export function deployment({ name = 'shop', namespace = 'web', labels = 'app: shop', annotations = '', pod = '', containers = '{ name: shop, image: shop }' } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} }${annotations === '' ? '' : `, annotations: { ${annotations} }`} }
    spec: { containers: [${containers}]${pod === '' ? '' : `, ${pod}`} }
`;
}

/** Service `web/shop` of the pods with the label `app: shop`, unless something else is said; the fields are YAML in flow style. */
export function service({ name = 'shop', namespace = 'web', selector = 'app: shop', ports = '{ name: http, port: 80, targetPort: 8080 }', rest = '' } = {}): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { ${selector} }
  ports: [${ports}]
${rest === '' ? '' : `  ${rest}\n`}`;
}

/** A Namespace: `web`, whose pods get sidecars, unless something else is said. */
export function namespace({ name = 'web', labels = 'istio-injection: enabled' } = {}): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;
}

/** A policy, named and for the namespace of the application unless something else is said; its spec is YAML in flow style. */
export function policy(kind: 'AuthorizationPolicy' | 'PeerAuthentication' | 'RequestAuthentication', spec: string, { name = 'shop', namespace: ns = 'web' } = {}): string {
  return `
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${ns} }
spec: ${spec}
`;
}

/** A Sidecar in the namespace of the application unless something else is said; its spec is YAML in flow style. */
export function sidecar(spec: string, { name = 'shop', namespace: ns = 'web' } = {}): string {
  return `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: ${name}, namespace: ${ns} }
spec: ${spec}
`;
}
