import { App, Chart, Testing } from 'cdk8s';
import { ExposedService, HttpGateway, IngressGateway, ServiceRef } from 'cdk8s-istio';
import * as analysis from '../../lib/synth/analysis';

const service = ServiceRef.named('web', 'a', { ports: { http: 80 } });

function appOf(charts: number, outdir = Testing.app().outdir): { app: App; charts: Chart[] } {
  const app = new App({ outdir });
  const made = Array.from({ length: charts }, (_, index) => new Chart(app, `chart-${index}`, { namespace: 'web' }));
  const gateway = new HttpGateway(made[0], 'gw', { ingress: IngressGateway.istioctlDefault() });
  made.forEach((chart, index) => new ExposedService(chart, 'exposed', { gateway, host: `h${index}.com`, service }));
  return { app, charts: made };
}

let analyse: jest.SpyInstance;
beforeEach(() => {
  analyse = jest.spyOn(analysis, 'analyse');
});

test.each([1, 50])('a synth of %i charts analyses the app once', (charts) => {
  const { app } = appOf(charts);
  app.synth();
  expect(analyse).toHaveBeenCalledTimes(1);
});

test('so does a synth to YAML', () => {
  const { app } = appOf(50);
  app.synthYaml();
  expect(analyse).toHaveBeenCalledTimes(1);
});

test('a second synth sees what has changed since the first', () => {
  const { app, charts } = appOf(2);
  app.synth();
  new HttpGateway(charts[1], 'again', { ingress: IngressGateway.istioctlDefault(), hosts: ['h0.com'] });
  expect(() => app.synth()).toThrow('MESH101');
  expect(analyse).toHaveBeenCalledTimes(2);
});

test('a chart rendered by itself is checked with all of its app, each time', () => {
  const { charts } = appOf(2);
  Testing.synth(charts[1]);
  new HttpGateway(charts[0], 'again', { ingress: IngressGateway.istioctlDefault(), hosts: ['h0.com'] });
  expect(() => Testing.synth(charts[1])).toThrow('MESH101');
});

test('an app without constructs of ours is left alone', () => {
  const app = Testing.app();
  new Chart(app, 'plain');
  app.synth();
  expect(analyse).not.toHaveBeenCalled();
  expect(Object.hasOwn(app, 'synth')).toBe(false);
});

test('a failed synth leaves the next one to analyse afresh', () => {
  const { app, charts } = appOf(1);
  const again = new HttpGateway(charts[0], 'again', { ingress: IngressGateway.istioctlDefault(), hosts: ['h0.com'] });
  expect(() => app.synth()).toThrow('MESH101');
  charts[0].node.tryRemoveChild(again.node.id);
  app.synth();
  expect(analyse).toHaveBeenCalledTimes(2);
});
