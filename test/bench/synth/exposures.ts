// What both sides have: many charts with Services, and one with the gateway. Prints how long making and synthesizing it all takes.
import { performance } from 'node:perf_hooks';
import { App, Chart } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';

const TEAMS = 50;
const SERVICES_PER_TEAM = 20;

export interface Exposure {
  readonly chart: Chart;
  readonly id: string;
  readonly host: string;
  readonly service: Service;
}

export const HOSTS: readonly string[] = numbers(TEAMS).flatMap((team) => numbers(SERVICES_PER_TEAM).map((service) => hostOf(team, service))).sort();

/** @param expose makes the gateway in a chart of its own, and exposes each service */
export function measure(expose: (edge: Chart, exposures: Iterable<Exposure>) => void): void {
  const begin = performance.now();
  const app = new App({ outdir: process.argv[2] });
  expose(new Chart(app, 'edge', { namespace: 'edge' }), exposures(app));
  app.synth();
  process.stdout.write(`${performance.now() - begin}\n`);
}

function* exposures(app: App): Iterable<Exposure> {
  for (const team of numbers(TEAMS)) {
    const chart = new Chart(app, `team-${team}`, { namespace: `team-${team}` });
    for (const index of numbers(SERVICES_PER_TEAM)) {
      const service = new Service(chart, `service-${index}`, { ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
      yield { chart, id: `exposed-${index}`, host: hostOf(team, index), service };
    }
  }
}

function hostOf(team: number, service: number): string {
  return `service-${service}.team-${team}.example.com`;
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
