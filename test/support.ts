import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Manifest } from '../lib/values/read';

/** The time that the certificates in the examples of rules are made for. */
export const EXAMPLES_NOW = new Date('2026-01-01T00:00:00Z');

/** A chart of a new app; in namespace `web` unless another, or none, is given. */
export function newChart({ app = Testing.app(), id = 'web', namespace = 'web' }: { app?: ReturnType<typeof Testing.app>; id?: string; namespace?: string | null } = {}): Chart {
  return new Chart(app, id, namespace === null ? {} : { namespace });
}

/** A manifest whose fields a test looks into. */
export interface Rendered {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  spec: Record<string, any>;
}

export function render(chart: Chart, kind?: string): Rendered[] {
  return (Testing.synth(chart) as Rendered[]).filter((object) => kind === undefined || object.kind === kind);
}

export function renderOne(chart: Chart, kind: string): Rendered {
  const found = render(chart, kind);
  expect(found).toHaveLength(1);
  return found[0];
}

/** What a synth of the chart's app says is wrong, without cdk8s' own first line. */
export function synthErrors(chart: Chart): string {
  try {
    Testing.synth(chart);
  } catch (error) {
    return (error as Error).message.replace(/^Validation failed with the following errors:\n {2}/, '');
  }
  return '';
}

export function backend(chart: Chart, id = 'backend', ports: kplus.ServicePort[] = [{ name: 'http', port: 80 }]): kplus.Service {
  return new kplus.Service(chart, id, { metadata: { name: id }, ports });
}

export function serviceManifest(ports: object[], { name = 'ingress', namespace = 'istio-system', type = 'LoadBalancer', selector = { istio: 'ingressgateway' } as object } = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { type, selector, ports } };
}

/** Calls back with the path of a file of this text, and takes the file away again. */
export function withFile<T>(name: string, text: string, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
  try {
    writeFileSync(join(folder, name), text);
    return use(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
