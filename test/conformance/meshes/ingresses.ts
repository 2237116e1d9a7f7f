import type { Manifest } from '../engine/question';
import type { Naming } from './naming';
import type { Random } from './random';

/** Ingress objects, of istiod's class and others, and the classes. */
export function generateIngresses(random: Random, naming: Naming): readonly Manifest[] {
  const classes = [['istio', 'istio.io/ingress-controller'], ['nginx', 'k8s.io/ingress-nginx']].map(([name, controller]) => (
    { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name }, spec: { controller } }));
  return [...classes, ...random.times(1, 3, () => ingress(random, naming))];
}

function ingress(random: Random, naming: Naming): Manifest {
  const { creationTimestamp: _, ...metadata } = naming.metadata('Ingress', ['front', 'old']);
  const kind = random.weighted({ annotated: 40, classed: 30, none: 15, foreign: 15 });
  const annotations = kind === 'annotated' ? { 'kubernetes.io/ingress.class': random.pick(['istio', 'istio', 'nginx']) } : {};
  const className = { annotated: {}, none: {}, classed: { ingressClassName: random.pick(['istio', 'istio', 'unknown']) }, foreign: { ingressClassName: 'nginx' } }[kind];
  return {
    apiVersion: 'networking.k8s.io/v1', kind: 'Ingress',
    metadata: { ...metadata, annotations, creationTimestamp: `2020-01-0${random.between(1, 2)}T00:00:00Z` },
    spec: { ...className, ...tlsOf(random), rules: random.times(1, 2, () => rule(random)) },
  };
}

const HOSTS = ['a.com', 'x.a.com', '*.a.com', 'd.net'];

function tlsOf(random: Random): object {
  if (random.chance(0.5)) return {};
  return { tls: random.times(1, 2, () => ({ ...(random.chance(0.8) && { hosts: random.some(HOSTS, 1, 2) }), ...(random.chance(0.9) && { secretName: 'certificate' }) })) };
}

function rule(random: Random): object {
  const host = random.chance(0.9) ? { host: random.pick(HOSTS) } : {};
  return random.chance(0.05) ? host : { ...host, http: { paths: random.times(1, 3, () => pathOf(random)) } };
}

function pathOf(random: Random): object {
  const pathType = random.pick(['Prefix', 'Prefix', 'Exact', 'ImplementationSpecific']);
  const path = pathType === 'ImplementationSpecific' ? random.pick(['/', '/a/*', '/*', '/a']) : random.pick(['/', '/a', '/a/', '/a/b']);
  const port = random.pick([{ number: 80 }, { number: 8080 }, { name: 'http2' }]);
  return { path, pathType, backend: { service: { name: random.pick(['main', 'main-a', 'backend']), port } } };
}
