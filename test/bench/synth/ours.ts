import { ExposedService, HttpGateway, IngressGateway } from 'cdk8s-istio';
import { HOSTS, measure } from './exposures';

const hosts = process.argv[3] === 'stated' ? HOSTS : undefined;

measure((edge, exposures) => {
  const gateway = new HttpGateway(edge, 'gateway', { ingress: IngressGateway.istioctlDefault(), hosts, metadata: { name: 'gateway' } });
  for (const { chart, id, host, service } of exposures) new ExposedService(chart, id, { gateway, host, service });
});
