// The package from plain JavaScript: prints the manifests.
const { App, Chart } = require('cdk8s');
const { ExposedService, HttpGateway, IngressGateway, ServiceRef } = require('cdk8s-istio');

const app = new App();
const chart = new Chart(app, 'plain', { namespace: 'plain' });
const gateway = new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault(), metadata: { name: 'gateway' } });
const service = ServiceRef.named('plain', 'hello', { ports: { http: 80 } });
new ExposedService(chart, 'hello', { gateway, host: 'hello.example.com', service, metadata: { name: 'hello' } });
process.stdout.write(app.synthYaml());
