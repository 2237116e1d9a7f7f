import type { ConformanceCase } from '../case';
import { additionalGatewayInternal, additionalGatewayPublic } from './additional-gateway';
import { bookinfo } from './bookinfo';
import { canary, canaryDone } from './canary';
import { duplicateHttp } from './duplicate-http';
import { duplicateNamespaced } from './duplicate-namespaced';
import { duplicateRedirect } from './duplicate-redirect';
import { duplicateTargetPort } from './duplicate-target-port';
import { duplicateTls } from './duplicate-tls';
import { edgePolicies } from './edge-policies';
import { egress } from './egress';
import { kiali } from './kiali';
import { kubeflow } from './kubeflow';
import { monorepo } from './monorepo';
import { noTargetPort } from './no-target-port';
import { oneCertificate } from './one-certificate';
import { otherPort } from './other-port';
import { otherWorkloadDefault, otherWorkloadTesting } from './other-workload';
import { ownWorkload } from './own-workload';
import { passthrough } from './passthrough';
import { redirectOtherPort } from './redirect-other-port';
import { routes } from './routes';
import { severalGateways } from './several-gateways';
import { tls } from './tls';
import { tlsGateway } from './tls-gateway';
import { tlsGatewayOtherPort } from './tls-gateway-other-port';
import { trustedProxies } from './trusted-proxies';
import { virtualHosting } from './virtual-hosting';
import { weightsWithHeaders } from './weights-with-headers';

/** Every case, one a line. */
export const conformanceCases: readonly ConformanceCase[] = [
  additionalGatewayInternal,
  additionalGatewayPublic,
  bookinfo,
  canary,
  canaryDone,
  duplicateHttp,
  duplicateNamespaced,
  duplicateRedirect,
  duplicateTargetPort,
  duplicateTls,
  edgePolicies,
  egress,
  kiali,
  kubeflow,
  monorepo,
  noTargetPort,
  oneCertificate,
  otherPort,
  otherWorkloadDefault,
  otherWorkloadTesting,
  ownWorkload,
  passthrough,
  redirectOtherPort,
  routes,
  severalGateways,
  tls,
  tlsGateway,
  tlsGatewayOtherPort,
  trustedProxies,
  virtualHosting,
  weightsWithHeaders,
];
