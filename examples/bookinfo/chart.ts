import { Chart, type ChartProps } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { DestinationPolicy, ExposedService, HostRoute, HttpGateway, IngressGateway, Match, type IIngressGateway } from 'cdk8s-istio';
import type { Construct } from 'constructs';
import { BookinfoWorkloads } from './workloads';

export interface BookinfoProps extends ChartProps {
  /** @default - the gateway of `istioctl install` */
  readonly ingress?: IIngressGateway;

  /** @default - the ingress Service's port for HTTP */
  readonly port?: number;
}

// `check` hints that prefixes also take longer names, as "/staticx". Istio's own sample has them so.
const PLAIN_PREFIXES = { 'acknowledge.cdk8s-istio/MESH403': 'the paths are those of Bookinfo' };

/** Bookinfo behind an ingress gateway: two hosts on one address. */
export class Bookinfo extends Chart {
  public readonly productpage: Service;
  public readonly hello: Service;

  constructor(scope: Construct, id: string, { ingress = IngressGateway.istioctlDefault(), port, ...props }: BookinfoProps = {}) {
    super(scope, id, props);
    const { productpage, reviews } = new BookinfoWorkloads(this, 'workloads');
    const gateway = new HttpGateway(this, 'bookinfo-gateway', { ingress, port });

    const site = new HostRoute(this, 'bookinfo', { gateway, host: 'mybookinfo.com', metadata: { annotations: PLAIN_PREFIXES } });
    site.forward([
      Match.exact('/productpage'), Match.exact('/login'), Match.exact('/logout'),
      Match.prefix('/static'), Match.prefix('/api/v1/products'),
    ], productpage);

    new DestinationPolicy(this, 'reviews', {
      service: reviews,
      subsets: { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } },
    });

    const hello = helloWorld(this);
    new ExposedService(this, 'hello', { gateway, host: 'myhelloworld.com', service: hello });
    this.productpage = productpage;
    this.hello = hello;
  }
}

function helloWorld(chart: Chart): Service {
  const deployment = new Deployment(chart, 'helloworld', {
    metadata: { name: 'helloworld-v1', labels: { app: 'helloworld', version: 'v1' } },
    podMetadata: { labels: { app: 'helloworld', version: 'v1' } },
    replicas: 1,
    containers: [{ image: 'docker.io/istio/examples-helloworld-v1:1.0', portNumber: 5000 }],
  });
  return new Service(chart, 'helloworld-service', {
    metadata: { name: 'helloworld', labels: { app: 'helloworld' } },
    selector: deployment,
    ports: [{ name: 'http', port: 5000, targetPort: 5000 }],
  });
}
