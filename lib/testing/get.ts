import type { Request } from '../router/request';
import { noteReached } from './coverage';
import { dialledName, type EgressToDial, type IngressToDial } from './dialled';
import type { AppOrManifests } from './given';
import { RoutedRequest } from './routed-request';
import { subjectOf } from './subject';

/** What else is known of a request: method, headers, and how its connection is made. */
export interface GetOptions extends Omit<Request, 'url'> {
  /**
   * The ingress Service that the client dials, where there are several: `namespace/name`, an `IngressGateway`, or the Service.
   *
   * @default - whichever serves the request
   */
  readonly ingress?: IngressToDial;

  /**
   * The egress gateway that a pod of the mesh sends the request out by: `namespace/name`, an `EgressGateway`, or its Service. The URL then
   * has the port of that Service, and says what the gateway gets: `https:` also for HTTP in the mesh's own TLS, and `tls:` for TCP in it. The
   * pod's proxy shows its certificate there, unless `clientCertificate` is false.
   *
   * @default - the request comes to an ingress gateway
   */
  readonly egress?: EgressToDial;
}

/**
 * What becomes of a request: where Istio's ingress gateway, or its egress gateway, as an app or manifests set it up, would send it, and why.
 *
 * The app is rendered anew each time, so it may change between two calls, and what follows from its objects is worked out again only when
 * one of them has changed. Nothing is validated. A construct stands for the whole app that it is in, with what `IstioChecks.of(app)` was told of
 * the cluster by `existing` and `complete`.
 *
 * @param app the app, a chart or another construct of it, or manifests
 * @param url `http://host/path?query` or `https://...`, with the port that the client dials where it is not the usual one;
 * `tcp://host:port` and `tls://host:port` are connections without HTTP
 * @param options method, headers, and how the connection is made
 * @returns what the matchers take
 * @throws where an object cannot be rendered, as cdk8s does; one line, where the URL, the manifests or the gateway are none, or two gateways are given
 */
export function get(app: AppOrManifests, url: string, options: GetOptions = {}): RoutedRequest {
  const { ingress, egress, ...rest } = options;
  if (ingress !== undefined && egress !== undefined) throw new Error('both ingress and egress are given, and a request comes to one gateway; keep one');
  const dialled = ingress ?? egress;
  const subject = subjectOf(app);
  const request = { url, ...(egress !== undefined && isTls(url) && { clientCertificate: true }), ...rest };
  const outcome = subject.router(dialled === undefined ? undefined : dialledName(dialled, subject.mesh)).route(request);
  noteReached(subject, outcome);
  return new RoutedRequest(request, outcome, subject);
}

function isTls(url: string): boolean {
  return url.startsWith('https:') || url.startsWith('tls:');
}
