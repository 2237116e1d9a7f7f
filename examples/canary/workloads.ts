import { Construct } from 'constructs';
import { Deployment, Pods, Service } from 'cdk8s-plus-27';

/** The pods of a shop, in two versions, behind one Service. */
export class ShopWorkloads extends Construct {
  public readonly service: Service;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const version of ['v1', 'v2']) {
      const labels = { app: 'shop', version };
      new Deployment(this, version, {
        metadata: { name: `shop-${version}`, labels }, podMetadata: { labels }, replicas: 1,
        containers: [{ image: `registry.example.com/shop:${version}`, portNumber: 8080 }],
      });
    }
    this.service = new Service(this, 'service', {
      metadata: { name: 'shop', labels: { app: 'shop' } },
      selector: Pods.select(this, 'pods', { labels: { app: 'shop' } }),
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
  }
}
