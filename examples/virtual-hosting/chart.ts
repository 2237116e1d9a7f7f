import { Chart, type ChartProps } from 'cdk8s';
import type { Service } from 'cdk8s-plus-27';
import { Certificate, ExposedService, HttpGateway, IngressGateway, TlsGateway } from 'cdk8s-istio';
import type { Construct } from 'constructs';
import { Sites } from './workloads';

/** Three sites on one address, over HTTP and HTTPS, with two certificates. */
export class VirtualHosting extends Chart {
  public readonly shop: Service;
  public readonly blog: Service;
  public readonly docs: Service;

  constructor(scope: Construct, id: string, props?: ChartProps) {
    super(scope, id, props);
    const { shop, blog, docs } = new Sites(this, 'sites');
    const ingress = IngressGateway.istioctlDefault();
    const http = new HttpGateway(this, 'http', { ingress });
    const https = new TlsGateway(this, 'https', {
      ingress,
      certificates: [
        { certificate: Certificate.fromSecret('example-com-tls'), hosts: ['*.example.com'] },
        { certificate: Certificate.fromSecret('example-org-tls'), hosts: ['example.org', 'www.example.org'] },
      ],
    });

    const gateway = [http, https];
    new ExposedService(this, 'shop', { gateway, host: 'shop.example.com', service: shop });
    new ExposedService(this, 'blog', { gateway, host: 'blog.example.com', service: blog });
    new ExposedService(this, 'docs', { gateway, host: ['example.org', 'www.example.org'], service: docs });
    this.shop = shop;
    this.blog = blog;
    this.docs = docs;
  }
}
