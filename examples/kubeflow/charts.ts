import { Chart, Duration, type ChartProps } from 'cdk8s';
import { ExposedService, GatewayRef, Match, Rewrite, ServiceRef } from 'cdk8s-istio';
import type { Construct } from 'constructs';

/** Kubeflow's own gateway takes every host; its parts are told apart by their paths. */
const kubeflow = { gateway: GatewayRef.named('kubeflow', 'kubeflow-gateway'), host: '*' };

/** All of Kubeflow's Services have one port. */
const ports = { http: 80 };

/** The parts that come with Kubeflow. */
export class WebApps extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = { namespace: 'kubeflow' }) {
    super(scope, id, props);
    new ExposedService(this, 'dashboard', { ...kubeflow, service: ServiceRef.named('kubeflow', 'centraldashboard', { ports }) });
    new ExposedService(this, 'pipelines', {
      ...kubeflow, match: Match.under('/pipeline'), service: ServiceRef.named('kubeflow', 'ml-pipeline-ui', { ports }), timeout: Duration.minutes(5),
    });
    this.webApp('/jupyter', ServiceRef.named('kubeflow', 'jupyter-web-app-service', { ports }));
    this.webApp('/kserve-endpoints', ServiceRef.named('kserve', 'kserve-models-web-app', { ports }));
  }

  /** A web app that thinks that it is at `/`, and is told by a header where it is. */
  private webApp(path: string, service: ServiceRef): void {
    new ExposedService(this, service.name, {
      ...kubeflow, match: Match.under(path), service, rewrite: Rewrite.stripPrefix(), requestHeaders: { set: { 'x-forwarded-prefix': path } },
    });
  }
}

/** A notebook of a user, in the user's own namespace. */
export class Notebook extends Chart {
  constructor(scope: Construct, { user, name }: { readonly user: string; readonly name: string }) {
    super(scope, `${user}-${name}`, { namespace: user });
    new ExposedService(this, 'notebook', {
      ...kubeflow, match: Match.under(`/notebook/${user}/${name}`), service: ServiceRef.named(user, name, { ports }),
      requestHeaders: { set: { 'x-forwarded-prefix': `/notebook/${user}/${name}` } }, responseHeaders: { remove: ['server'] },
    });
  }
}
