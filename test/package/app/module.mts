// The package from an ES module, which sees what a CommonJS package names: prints a destination.
import { App, Chart } from 'cdk8s';
import { HostRoute, GatewayRef, Match, ServiceRef } from 'cdk8s-istio';

const chart = new Chart(new App(), 'module', { namespace: 'team' });
const route = new HostRoute(chart, 'route', { gateway: GatewayRef.named('edge', 'gateway'), host: 'module.example.com' });
route.forward(Match.any(), ServiceRef.named('team', 'hello', { ports: { http: 80 } }));
process.stdout.write(JSON.stringify(route.virtualService.toJson().spec));
