import type { Field } from '../values/field';
import { LabelIndex } from '../values/label-index';
import { formatLabels, selects, type Labels } from '../values/labels';
import { qualifiedName, type ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { ContainerPort } from '../values/port-resolution';
import type { Completeness } from './completeness';
import type { MeshObject } from './objects';
import { asList, asNumber, asRecord, asText, asTextMap, type Manifest } from '../values/read';
import type { MeshService } from './registry';

/** Pods that are alike, and the Services that send to them. */
export interface Workload {
  /** Its first Service, else the object that makes its pods, else the selector that means it. */
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Labels;
  readonly services: readonly MeshService[];
  /** Undefined where only a Service or a selector tells of the pods. */
  readonly containers?: readonly ContainerPort[];
  /** Whether its pods may open no port below 1024. */
  readonly unprivileged: boolean;
  /** Whether its pods are known to be gateways rather than applications. */
  readonly isGateway: boolean;
  /** Of its pods, where they are known. */
  readonly annotations?: Labels;
  readonly origin?: Origin;
  readonly ref?: ObjectRef;
}

/** What makes pods: an object with a pod template, or a Pod. */
export interface PodSource {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly labels: Labels;
  readonly containers: readonly ContainerPort[];
  readonly unprivileged: boolean;
  readonly isGateway: boolean;
  readonly annotations: Labels;
  /** What its pods are made from, with `metadata` and `spec`, and the way to it. */
  readonly template: { readonly manifest: Manifest; readonly field: Field };
}

/** Whether all pods of a namespace are given: as such, or by what commonly makes pods. */
export function podsAreComplete(completeness: Completeness, namespace: string | undefined): boolean {
  return completeness.has('Pod', namespace) || ['Deployment', 'StatefulSet', 'DaemonSet'].every((kind) => completeness.has(kind, namespace));
}

// As Go reads it.
const TRUE = new Set<unknown>(['1', 't', 'T', 'true', 'TRUE', 'True']);

export function readPodSource({ manifest, ref, origin }: MeshObject): PodSource {
  const field = templateField(ref.kind);
  const template = field.reduce<Manifest>((at, name) => asRecord(at[name]), manifest);
  const { labels, annotations } = asRecord(template.metadata);
  const containers = asList(asRecord(template.spec).containers).map(asRecord);
  const proxy = containers.find(({ name }) => name === 'istio-proxy');
  return {
    ref, origin, labels: asTextMap(labels), annotations: asTextMap(annotations), template: { manifest: template, field },
    containers: containers.flatMap(({ ports }) => asList(ports)).map((each) => readContainerPort(asRecord(each))).filter((port) => port !== undefined),
    unprivileged: proxy !== undefined && asList(proxy.env).map(asRecord).some(({ name, value }) => name === 'ISTIO_META_UNPRIVILEGED_POD' && TRUE.has(value)),
    isGateway: asTextMap(annotations)['inject.istio.io/templates'] === 'gateway' || (proxy !== undefined && containers.length === 1),
  };
}

function templateField(kind: string): readonly string[] {
  if (kind === 'Pod') return [];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

function readContainerPort(port: Manifest): ContainerPort | undefined {
  const name = asText(port.name);
  const number = asNumber(port.containerPort);
  return name === undefined || number === undefined ? undefined : { name, number, protocol: asText(port.protocol) ?? 'TCP' };
}

/**
 * The workloads of a mesh. Pods of one namespace behind the same Services are one workload. A Service that selects no pods
 * that are known tells of a workload by its selector; so does a Gateway's selector that nothing else answers to.
 */
export function findWorkloads(pods: readonly PodSource[], services: readonly MeshService[], selectors: ReadonlyArray<Labels | undefined>): readonly Workload[] {
  const byNamespace = new Map<string | undefined, NamespaceContents>();
  const contents = (namespace: string | undefined) => {
    const found = byNamespace.get(namespace) ?? { pods: [], services: [] };
    byNamespace.set(namespace, found);
    return found;
  };
  pods.forEach((source) => contents(source.ref.namespace).pods.push(source));
  services.forEach((each) => contents(each.namespace).services.push(each));
  const known = [...byNamespace.values()].flatMap(({ pods: sources, services: there }) => workloadsOf(sources, there));
  const unanswered = selectors.filter((selector) => selector !== undefined && !known.some(({ labels }) => selects(selector, labels)));
  const workloads = [...known, ...unanswered.map(assumed)];
  const needsAny = selectors.includes(undefined) && !workloads.some(({ isGateway }) => isGateway);
  return needsAny ? [...workloads, assumed(undefined)] : workloads;
}

interface NamespaceContents {
  readonly pods: PodSource[];
  readonly services: MeshService[];
}

function workloadsOf(pods: readonly PodSource[], services: readonly MeshService[]): readonly Workload[] {
  const selecting = new Map<PodSource, MeshService[]>(pods.map((source) => [source, []]));
  const index = new LabelIndex<PodSource>();
  pods.forEach((source) => index.add(source.ref.namespace, source));
  const withoutPods: MeshService[] = [];
  for (const each of services) {
    // A Service without a selector sends to no pod.
    if (Object.keys(each.selector).length === 0) continue;
    const selected = index.selected(each.namespace, each.selector);
    selected.forEach((source) => selecting.get(source)?.push(each));
    if (selected.length === 0) withoutPods.push(each);
  }
  return [...behindOneService(selecting), ...bySelector(withoutPods)];
}

function behindOneService(selecting: ReadonlyMap<PodSource, readonly MeshService[]>): readonly Workload[] {
  const byServices = new Map<string, Workload>();
  for (const [source, services] of selecting) {
    const names = services.map(({ name }) => name).sort();
    const key = names.length > 0 ? names.join(',') : `${source.ref.kind} ${source.ref.name}`;
    const namespace = source.ref.namespace;
    if (!byServices.has(key)) byServices.set(key, { ...source, namespace, name: qualifiedName({ namespace, name: names[0] ?? source.ref.name }), services });
  }
  return [...byServices.values()];
}

// The widest selector last: pods that carry more labels answer to it as well, and are then one workload with its own.
function bySelector(services: readonly MeshService[]): readonly Workload[] {
  const made: Array<Workload & { services: MeshService[] }> = [];
  const index = new LabelIndex<Workload & { services: MeshService[] }>();
  const width = ({ selector }: MeshService) => Object.keys(selector).length;
  for (const service of [...services].sort((a, b) => width(b) - width(a))) {
    const answering = index.selected(service.namespace, service.selector);
    answering.forEach((workload) => workload.services.push(service));
    if (answering.length > 0) continue;
    const workload = {
      name: qualifiedName(service), namespace: service.namespace, labels: service.selector, services: [service],
      unprivileged: false, isGateway: service.origin.kind === 'known', origin: service.origin, ref: service.ref,
    };
    made.push(workload);
    index.add(service.namespace, workload);
  }
  return made;
}

function assumed(selector: Labels | undefined): Workload {
  const name = selector === undefined ? 'every gateway' : `the pods with ${formatLabels(selector)}`;
  return { name, labels: selector ?? {}, services: [], unprivileged: false, isGateway: true };
}
