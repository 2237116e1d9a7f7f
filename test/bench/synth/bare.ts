import { ApiObject } from 'cdk8s';
import { HOSTS, measure } from './exposures';

const apiVersion = 'networking.istio.io/v1';

measure((edge, exposures) => {
  new ApiObject(edge, 'gateway', {
    apiVersion, kind: 'Gateway', metadata: { name: 'gateway' },
    spec: { selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: HOSTS }] },
  });
  for (const { chart, id, host, service } of exposures) {
    new ApiObject(chart, id, {
      apiVersion, kind: 'VirtualService',
      spec: { hosts: [host], gateways: ['edge/gateway'], http: [{ route: [{ destination: { host: service.name, port: { number: service.port } } }] }] },
    });
  }
});
