import type { Manifest } from './question';

interface ServicePort {
  readonly port: number;
  readonly protocol?: string;
  readonly targetPort?: number | string;
}

interface ServiceSpec {
  readonly ports?: readonly ServicePort[];
}

/**
 * A Service with what the API server fills in and istiod relies on; any other object as it is. Left out in a file, a port
 * has no protocol and no targetPort, and the engine, which reads what a cluster holds, would take it for another port.
 */
export function withApiServerDefaults(manifest: Manifest): Manifest {
  const spec = manifest.spec as ServiceSpec | undefined;
  if (manifest.apiVersion !== 'v1' || manifest.kind !== 'Service' || spec?.ports === undefined) return manifest;
  return { ...manifest, spec: { ...spec, ports: spec.ports.map(withDefaults) } };
}

// As SetDefaults_Service in Kubernetes, for which 0 and '' are no value either.
function withDefaults(port: ServicePort): ServicePort {
  return { ...port, protocol: port.protocol || 'TCP', targetPort: port.targetPort || port.port };
}
