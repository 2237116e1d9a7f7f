export { Certificate, type CertificateFilesOptions } from './constructs/certificate';
export { type RouteTarget, type Subset } from './constructs/destination';
export { DestinationPolicy, type DestinationPolicyProps } from './constructs/destination-policy';
export { ExposedService, type ExposedServiceOptions, type ExposedServiceProps } from './constructs/exposed-service';
export { type IHttpGateway } from './constructs/gateway';
export { GatewayPort, type GatewayPortOptions } from './constructs/gateway-port';
export { GatewayRef, type GatewayRefOptions } from './constructs/gateway-ref';
export { HostRoute } from './constructs/host-route';
export { HttpGateway, type HttpGatewayProps } from './constructs/http-gateway';
export { IngressGateway, type HelmIngressOptions, type IngressGatewayProps } from './constructs/ingress-gateway';
export { type IIngressGateway, type ReachableFrom } from './constructs/ingress-workload';
export { type IngressGatewayAttributes, type IngressReferenceOptions, type ServiceChoice } from './constructs/known-ingress';
export { type DeploymentLike, type SecretLike, type ServiceLike, type ServicePortLike } from './constructs/like';
export { Match, type ValueMatch } from './constructs/match';
export { ClusterDomain, type ObjectName } from './constructs/naming';
export { Rewrite } from './constructs/rewrite';
export { type ForwardOptions, type RedirectOptions, type RouteRule } from './constructs/route-rule';
export { ServiceRef, type ServiceRefOptions } from './constructs/service-ref';
export { ServingGateway, type ServingGatewayProps } from './constructs/serving-gateway';
export { TlsGateway, type TlsGatewayProps } from './constructs/tls-gateway';
export { UpstreamTls, type UpstreamTlsOptions } from './constructs/upstream-tls';
export { type HostRouteProps } from './constructs/virtual-service';
export { type Labels } from './values/labels';

// Istio's own types, as they stand in manifests, for raw objects and patches.
export type * as extensions from '../imports/extensions';
export type * as networking from '../imports/networking';
export type * as security from '../imports/security';
export type * as telemetry from '../imports/telemetry';
