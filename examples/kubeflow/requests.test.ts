import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { get, unreached } from 'cdk8s-istio/testing';
import { ALIKE, compareRoutes } from '../same-routes';
import { withKubeflow } from './app';

const app = withKubeflow(Testing.app());
const at = (path: string) => expect(get(app, `http://kubeflow.example.com${path}`));

test.each([
  ['/jupyter', 'kubeflow/jupyter-web-app-service', '/'],
  ['/jupyter/', 'kubeflow/jupyter-web-app-service', '/'],
  ['/jupyter/api/namespaces?x=1', 'kubeflow/jupyter-web-app-service', '/api/namespaces?x=1'],
  ['/kserve-endpoints', 'kserve/kserve-models-web-app', '/'],
  ['/kserve-endpoints/new', 'kserve/kserve-models-web-app', '/new'],
])('%s is at %s, which sees %s', (path, service, seen) => at(path).toReach(service, { port: 80, path: seen }));

test.each([
  ['/pipeline', 'kubeflow/ml-pipeline-ui'],
  ['/pipeline/runs', 'kubeflow/ml-pipeline-ui'],
  ['/notebook/alice/lab', 'alice/lab'],
  ['/notebook/alice/lab/tree', 'alice/lab'],
  ['/notebook/bob/experiments', 'bob/experiments'],
  ['/notebook/bob/experiments/', 'bob/experiments'],
])('%s is at %s, which sees the same path', (path, service) => at(path).toReach(service, { port: 80, path }));

test.each(['/', '/_/jupyter/', '/api/namespaces', '/assets/logo.svg', '/jupyterhub', '/pipelines', '/notebook/alice', '/notebook/alice/laboratory', '/notebook/bob/lab'])('%s is the dashboard', (path) => {
  at(path).toReach('kubeflow/centraldashboard', { path });
});

test('every route is tested here', () => expect(unreached(app)).toEqual([]));

test('any host will do', () => expect(get(app, 'http://10.0.0.1/jupyter')).toReach('kubeflow/jupyter-web-app-service'));

test('the YAML that it replaces sends 200 requests to the same places', () => {
  expect(compareRoutes(app, join(__dirname, 'by-hand.yaml'), {
    origins: ['http://kubeflow.example.com', 'http://10.0.0.1'],
    paths: ['/', '/_', '/api', '/jupyter', '/kserve-endpoints', '/pipeline', '/notebook', '/notebook/alice/lab', '/notebook/bob/experiments', '/notebook/alice/experiments'],
  }, [join(__dirname, 'cluster/kubeflow.yaml')])).toEqual(ALIKE);
});
