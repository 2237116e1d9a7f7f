import { Construct } from 'constructs';
import { Deployment, Pods, Service } from 'cdk8s-plus-27';

const PORT = 9080;

/** The services of Istio's Bookinfo sample, with three versions of reviews. */
export class BookinfoWorkloads extends Construct {
  public readonly productpage: Service;
  public readonly details: Service;
  public readonly ratings: Service;
  public readonly reviews: Service;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.productpage = this.service('productpage', ['v1']);
    this.details = this.service('details', ['v1']);
    this.ratings = this.service('ratings', ['v1']);
    this.reviews = this.service('reviews', ['v1', 'v2', 'v3']);
  }

  private service(app: string, versions: readonly string[]): Service {
    for (const version of versions) {
      new Deployment(this, `${app}-${version}`, {
        metadata: { name: `${app}-${version}`, labels: { app, version } },
        podMetadata: { labels: { app, version } },
        replicas: 1,
        containers: [{ image: `docker.io/istio/examples-bookinfo-${app}-${version}:1.20.3`, portNumber: PORT }],
      });
    }
    return new Service(this, app, {
      metadata: { name: app, labels: { app } },
      selector: Pods.select(this, `${app}-pods`, { labels: { app } }),
      ports: [{ name: 'http', port: PORT, targetPort: PORT }],
    });
  }
}
