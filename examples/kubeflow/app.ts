import { join } from 'node:path';
import type { App } from 'cdk8s';
import { IstioChecks } from 'cdk8s-istio';
import { Notebook, WebApps } from './charts';

/** Adds Kubeflow's routes to an app, and tells it what is in the cluster. */
export function withKubeflow(app: App): App {
  new WebApps(app, 'web-apps');
  new Notebook(app, { user: 'alice', name: 'lab' });
  new Notebook(app, { user: 'bob', name: 'experiments' });
  IstioChecks.of(app).existing(join(__dirname, 'cluster'));
  return app;
}
