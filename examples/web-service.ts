import { Deployment, Service } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** A Deployment that answers plain HTTP on port 8080, and its Service on port 80. */
export function webService(scope: Construct, name: string): Service {
  const deployment = new Deployment(scope, name, {
    metadata: { name, labels: { app: name } },
    podMetadata: { labels: { app: name } },
    replicas: 1,
    containers: [{ image: `registry.example.com/${name}:1.0`, portNumber: 8080 }],
  });
  return new Service(scope, `${name}-service`, {
    metadata: { name, labels: { app: name } },
    selector: deployment,
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  });
}
