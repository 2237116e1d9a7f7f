import type { DestinationState, ReachedDestination } from '../../lib/router/outcome';
import { Router } from '../../lib/router/router';
import { meshOf } from '../model/meshes';

const GATEWAY = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: web }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: shop, namespace: web }
spec: { host: shop, subsets: [{ name: v1, labels: { version: v1 } }, { name: all }, { name: hash, labels: { app: shop, pod-template-hash: abc } }] }
---
`;
const service = (spec = '') => `apiVersion: v1\nkind: Service\nmetadata: { name: shop, namespace: web }\nspec: { selector: { app: shop }, ports: [{ name: http, port: 80, targetPort: 8080 }, { name: admin, port: 81, targetPort: admin }]${spec} }\n---\n`;
const CONTAINERS = 'containers: [{ name: shop, image: shop, ports: [{ name: web, containerPort: 8080 }] }]';
const pod = (status = '', labels = 'app: shop', containers = CONTAINERS) => `apiVersion: v1\nkind: Pod\nmetadata: { name: shop, namespace: web, labels: { ${labels} } }\nspec: { ${containers} }\n${status}\n---\n`;
const status = (phase: string, ready: string, ip = 'podIP: 10.0.0.1, ') => `status: { ${ip}phase: ${phase}, conditions: [{ type: Ready, status: "${ready}" }] }`;
const workload = (kind: string, fields = '', more = '') => `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: shop, namespace: web }\nspec: { ${fields}template: { metadata: { labels: { app: shop } }, spec: { ${CONTAINERS} } } }\n${more}\n---\n`;
const workloadEntry = (address: string, metadata = '', labels = 'app: shop') => `apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: { name: vm, namespace: web${metadata} }\nspec: { address: ${address}, labels: { ${labels} }, ports: { admin: 9000 } }\n---\n`;
const entry = (spec: string) => `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: { name: shop, namespace: web }\nspec: { hosts: [shop.web.svc.cluster.local], ports: [{ number: 80, name: http, protocol: HTTP }], ${spec} }\n---\n`;

const COMPLETE = ['Service', 'DestinationRule', 'ServiceEntry', 'Pod', 'WorkloadEntry'];

function stateOf(yaml: string, destination?: string, complete?: readonly string[]): DestinationState {
  return destinationOf(yaml, destination, complete).state;
}

function destinationOf(yaml: string, destination = 'port: { number: 80 }', complete: readonly string[] = COMPLETE): ReachedDestination {
  const route = `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web, namespace: web }\nspec: { hosts: ["*"], gateways: [web], http: [{ route: [{ destination: { host: shop, ${destination} } }] }] }`;
  const outcome = new Router(meshOf(GATEWAY + yaml + route, { complete })).route({ url: 'http://a.com/' });
  if (outcome.kind !== 'forwarded' && outcome.kind !== 'unreachable') throw new Error(`"${outcome.kind}" has no destination`);
  return outcome.destinations[0];
}

describe('behind a Service', () => {
  test.each<[string, string, DestinationState]>([
    ['no pod is nothing', service(), 'no-endpoints'],
    ['a pod that was never applied is something', service() + pod(), 'defined'],
    ['one with an empty status, too', service() + pod('status: {}'), 'defined'],
    ['a pod of other labels is nothing', service() + pod('', 'app: cart'), 'no-endpoints'],
    ['a pod that is ready is something', service() + pod(status('Running', 'True')), 'defined'],
    ['a pod that is not is nothing', service() + pod(status('Running', 'False')), 'no-endpoints'],
    ['a pod without an address is nothing', service() + pod(status('Pending', 'True', '')), 'no-endpoints'],
    ['a pod that has ended is nothing', service() + pod(status('Succeeded', 'True')), 'no-endpoints'],
    ['a pod that is not ready is something where the Service says so', service(', publishNotReadyAddresses: true') + pod(status('Running', 'False')), 'defined'],
    ['a pod that has ended is nothing even there', service(', publishNotReadyAddresses: true') + pod(status('Failed', 'False')), 'no-endpoints'],
    ['a Deployment is something', service() + workload('Deployment'), 'defined'],
    ['a Deployment of no replicas is nothing', service() + workload('Deployment', 'replicas: 0, '), 'no-endpoints'],
    ['a Deployment whose pods are not ready is nothing', service() + workload('Deployment', '', 'status: { replicas: 2 }'), 'no-endpoints'],
    ['a Deployment one of whose pods is ready is something', service() + workload('Deployment', '', 'status: { replicas: 2, readyReplicas: 1 }'), 'defined'],
    ['a DaemonSet that no node takes is nothing', service() + workload('DaemonSet', '', 'status: { desiredNumberScheduled: 0, numberReady: 0 }'), 'no-endpoints'],
    ['a WorkloadEntry is something', service() + workloadEntry('10.0.0.2'), 'defined'],
    ['a WorkloadEntry with the labels of its own object, too', service() + workloadEntry('10.0.0.2', ', labels: { app: shop }', ''), 'defined'],
    ['a WorkloadEntry with a name for an address is nothing', service() + workloadEntry('vm.example.com'), 'no-endpoints'],
    ['a WorkloadEntry is nothing where the Service has no address', service(', clusterIP: None') + workloadEntry('10.0.0.2'), 'no-endpoints'],
    ['a pod is something there', service(', clusterIP: None') + pod(), 'defined'],
  ])('%s', (_, yaml, state) => expect(stateOf(yaml)).toBe(state));

  test.each<[string, string, DestinationState]>([
    ['a targetPort by name needs a container that has it', service() + pod(), 'no-endpoints'],
    ['a container that has it is something', service() + pod('', 'app: shop', CONTAINERS.replace('name: web', 'name: admin')), 'defined'],
    ['so is an init container that stays', service() + pod('', 'app: shop', `${CONTAINERS}, initContainers: [{ name: side, image: side, restartPolicy: Always, ports: [{ name: admin, containerPort: 9000 }] }]`), 'defined'],
    ['a WorkloadEntry that has it is something', service() + workloadEntry('10.0.0.2'), 'defined'],
  ])('%s', (_, yaml, state) => expect(stateOf(yaml, 'port: { number: 81 }')).toBe(state));

  test.each<[string, string, string, DestinationState]>([
    ['of a subset, pods without its labels are nothing', pod(), 'v1', 'no-endpoints'],
    ['of a subset, pods with its labels are something', pod('', 'app: shop, version: v1'), 'v1', 'defined'],
    ['of a subset without labels, all pods count', pod(), 'all', 'defined'],
    ['of a subset, labels that are put on pods later may be there', pod(), 'hash', 'defined'],
    ['of a subset, no pod has them where there is none', '', 'hash', 'no-endpoints'],
  ])('%s', (_, pods, subset, state) => expect(stateOf(service() + pods, `port: { number: 80 }, subset: ${subset}`)).toBe(state));

  test('is something nobody knows where not all pods are given', () => {
    expect(stateOf(service(), 'port: { number: 80 }', ['Service', 'DestinationRule', 'ServiceEntry'])).toBe('defined');
    expect(stateOf(service(), 'port: { number: 80 }', ['Service', 'Pod@web'])).toBe('no-endpoints');
    expect(stateOf(service(), 'port: { number: 80 }', ['Service', 'Pod@shop'])).toBe('defined');
    expect(stateOf(service().replace('selector: { app: shop }, ', ''))).toBe('defined');
  });

  test('are the pods that name no namespace, and so may go to its own', () => {
    const anywhere = (labels: string) => pod('', labels).replace(', namespace: web', '');
    expect([stateOf(service() + anywhere('app: shop')), stateOf(service() + anywhere('app: cart'))]).toEqual(['defined', 'no-endpoints']);
  });
});

describe('behind a ServiceEntry', () => {
  test.each<[string, string, DestinationState]>([
    ['the host itself is looked up', 'resolution: DNS', 'defined'],
    ['nothing is fixed', 'resolution: STATIC', 'no-endpoints'],
    ['nothing is what the client meant, for a gateway', 'resolution: NONE', 'no-endpoints'],
    ['an address is something', 'resolution: STATIC, endpoints: [{ address: 10.0.0.3 }]', 'defined'],
    ['a name is something where names are looked up', 'resolution: DNS, endpoints: [{ address: db.example.com }]', 'defined'],
    ['a name is nothing where they are not', 'resolution: STATIC, endpoints: [{ address: db.example.com }]', 'no-endpoints'],
    ['nothing is selected', 'resolution: STATIC, workloadSelector: { labels: { app: shop } }', 'no-endpoints'],
  ])('%s', (_, spec, state) => expect(stateOf(entry(spec))).toBe(state));

  test('a pod may be selected, which has to be ready', () => {
    const selecting = entry('resolution: STATIC, workloadSelector: { labels: { app: shop } }');
    expect(stateOf(selecting + pod(status('Running', 'True')))).toBe('defined');
    expect(stateOf(selecting + pod(status('Running', 'False')))).toBe('no-endpoints');
  });

  test('what it selects is not known before all pods and WorkloadEntries are', () => {
    const selecting = entry('resolution: STATIC, workloadSelector: { labels: { app: shop } }');
    expect(stateOf(selecting, 'port: { number: 80 }', COMPLETE.slice(0, -1))).toBe('defined');
    expect(stateOf(selecting, 'port: { number: 80 }')).toBe('no-endpoints');
  });

  test('a subset of a host that is looked up has the labels of its endpoints, which the host itself has none of', () => {
    expect(stateOf(entry('resolution: DNS'), 'port: { number: 80 }, subset: v1')).toBe('no-endpoints');
    expect(stateOf(entry('resolution: DNS, endpoints: [{ address: db.example.com, labels: { version: v1 } }]'), 'port: { number: 80 }, subset: v1')).toBe('defined');
  });
});

describe('mTLS to a Service without an address of its own', () => {
  const headless = service(', clusterIP: None');
  const running = (labels: string) => pod(status('Running', 'True'), labels);

  test.each<[string, string, string | undefined]>([
    ['is sent where all pods have a sidecar', headless + running('app: shop, security.istio.io/tlsMode: istio'), 'auto-mtls'],
    ['is not sent where one has none', headless + running('app: shop, security.istio.io/tlsMode: istio') + running('app: shop').replace('name: shop', 'name: shop-2'), 'none'],
    ['is not sent where there is no pod', headless, 'none'],
    ['is open where pods are not there yet', headless + workload('Deployment'), undefined],
    ['is sent by any other Service, whatever the pods', service() + running('app: shop'), 'auto-mtls'],
  ])('%s', (_, yaml, tls) => expect(destinationOf(yaml).tls).toBe(tls));
});

test('what has nothing behind it gets 503, as what is not there', () => {
  const route = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web, namespace: web }\nspec: { hosts: ["*"], gateways: [web], http: [{ route: [{ destination: { host: shop, port: { number: 80 } } }] }] }\n---\n';
  const kindWith = (pods: string) => new Router(meshOf(GATEWAY + service() + route + pods, { complete: COMPLETE })).route({ url: 'http://a.com/' }).kind;
  expect([kindWith(''), kindWith(pod())]).toEqual(['unreachable', 'forwarded']);
});
