/** Manifests of many exposures, with what is wrong with some of them. */
export interface Exposures {
  readonly yaml: string;
  /** `CODE Kind namespace/name` of each finding that there must be, sorted. */
  readonly defects: readonly string[];
}

/** The values of one exposure that a defect may change. */
interface Exposure {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly gateway: string;
  readonly routeHost: string;
  readonly subset: string;
  readonly timeout: string;
}

interface Defect {
  readonly code: string;
  readonly kind: 'Gateway' | 'VirtualService';
  change(exposure: Exposure, before: Exposure): Partial<Exposure>;
}

const DEFECTS: readonly Defect[] = [
  { code: 'MESH101', kind: 'Gateway', change: (_, before) => ({ host: before.host, routeHost: before.host }) },
  { code: 'MESH104', kind: 'Gateway', change: () => ({ port: 7070 }) },
  { code: 'MESH301', kind: 'VirtualService', change: ({ name }) => ({ gateway: `elsewhere/${name}` }) },
  { code: 'MESH305', kind: 'VirtualService', change: ({ routeHost }) => ({ routeHost: `www.${routeHost}` }) },
  { code: 'MESH506', kind: 'VirtualService', change: () => ({ subset: 'v2' }) },
  { code: 'MESH901', kind: 'VirtualService', change: () => ({ timeout: 'timout' }) },
];

/** Every twentieth is defective, each kind of defect in turn. */
const EVERY = 20;

export function exposures(count: number, { defects: hasDefects = true } = {}): Exposures {
  const parts: string[] = [INGRESS];
  const defects: string[] = [];
  let before = exposure(0);
  for (let index = 0; index < count; index++) {
    const clean = exposure(index);
    const defect = hasDefects && index % EVERY === EVERY - 1 ? DEFECTS[((index + 1) / EVERY - 1) % DEFECTS.length] : undefined;
    const made = { ...clean, ...defect?.change(clean, before) };
    parts.push(render(made, namespaceOf(index)));
    if (defect !== undefined) defects.push(`${defect.code} ${defect.kind} ${namespaceOf(index)}/${made.name}`);
    before = clean;
  }
  return { yaml: parts.join('---\n'), defects: defects.sort() };
}

// As many as a large cluster has, so that nothing is decided by all being in one.
function namespaceOf(index: number): string {
  return `team-${index % 50}`;
}

function exposure(index: number): Exposure {
  const name = `app-${index}`;
  return { name, host: `${name}.example.com`, routeHost: `${name}.example.com`, port: 443, gateway: name, subset: 'v1', timeout: 'timeout' };
}

const INGRESS = `apiVersion: v1
kind: Service
metadata: { name: istio-ingressgateway, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  ports:
    - { name: http2, port: 80, targetPort: 8080 }
    - { name: https, port: 443, targetPort: 8443 }
`;

function render({ name, host, port, gateway, routeHost, subset, timeout }: Exposure, namespace: string): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    istio: ingressgateway
  servers:
    - port: { number: ${port}, name: https, protocol: HTTPS }
      hosts: [${host}]
      tls: { mode: SIMPLE, credentialName: ${name} }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  hosts: [${routeHost}]
  gateways: [${gateway}]
  http:
    - match:
        - uri: { prefix: /api/ }
      ${timeout}: 5s
      route:
        - destination: { host: ${name}, subset: ${subset}, port: { number: 80 } }
    - route:
        - destination: { host: ${name}, port: { number: 80 } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  host: ${name}
  subsets:
    - name: v1
      labels: { version: v1 }
`;
}
