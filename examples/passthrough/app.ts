import { join } from 'node:path';
import type { App } from 'cdk8s';
import { IstioChecks } from 'cdk8s-istio';
import { Passthrough } from './chart';

/** Adds the example to an app, and tells it what is in the cluster. */
export function withPassthrough(app: App): App {
  new Passthrough(app, 'passthrough', { namespace: 'platform' });
  IstioChecks.of(app).existing(join(__dirname, 'cluster'));
  return app;
}
