import type { Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { webService } from '../web-service';

/** The services behind the three sites. */
export class Sites extends Construct {
  public readonly shop: Service;
  public readonly blog: Service;
  public readonly docs: Service;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.shop = webService(this, 'shop');
    this.blog = webService(this, 'blog');
    this.docs = webService(this, 'docs');
  }
}
