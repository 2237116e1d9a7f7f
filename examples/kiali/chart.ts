import { Chart, type ChartProps } from 'cdk8s';
import { Certificate, ExposedService, IngressGateway, IstioChecks, TlsGateway, UpstreamTls } from 'cdk8s-istio';
import type { Construct } from 'constructs';
import { grafana, jaeger, kiali, prometheus } from './services';

export interface KialiProps extends ChartProps {
  /** Path of the certificate for `kiali.example.com`, PEM. */
  readonly certificate: string;

  /** Path of its private key. */
  readonly key: string;
}

/** Kiali, and what it shows the data of, behind one TLS gateway. */
export class Kiali extends Chart {
  constructor(scope: Construct, id: string, { certificate, key, ...props }: KialiProps) {
    super(scope, id, props);
    const gateway = new TlsGateway(this, 'gateway', {
      ingress: IngressGateway.istioctlDefault(),
      httpsRedirect: true,
      certificates: [
        { certificate: Certificate.fromFiles(certificate, key), hosts: ['kiali.example.com'] },
        { certificate: Certificate.fromSecret('telemetry-tls'), hosts: ['*.telemetry.example.com'] },
      ],
    });
    IstioChecks.of(gateway).acknowledge('MESH222', 'the manifests are applied at once and kept nowhere');

    // None of their pods has a proxy, so they are called in plain text.
    const upstreamTls = UpstreamTls.disabled();
    new ExposedService(this, 'kiali', { gateway, host: 'kiali.example.com', service: kiali, port: 'http', upstreamTls });
    new ExposedService(this, 'prometheus', { gateway, host: 'prometheus.telemetry.example.com', service: prometheus, upstreamTls });
    new ExposedService(this, 'grafana', { gateway, host: 'grafana.telemetry.example.com', service: grafana, upstreamTls });
    new ExposedService(this, 'jaeger', { gateway, host: 'jaeger.telemetry.example.com', service: jaeger, port: 'http-query', upstreamTls });
  }
}
