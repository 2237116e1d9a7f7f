import type { Request } from '../router/request';
import { noteReached } from './coverage';
import type { AppOrManifests } from './given';
import { ingressName, type IngressToDial } from './ingress';
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
}

/**
 * What becomes of a request from outside: where Istio's ingress gateway, as an app or manifests set it up, would send it, and why.
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
 * @throws where an object cannot be rendered, as cdk8s does; one line, where the URL, the manifests or the ingress are none
 */
export function get(app: AppOrManifests, url: string, options: GetOptions = {}): RoutedRequest {
  const { ingress, ...rest } = options;
  const subject = subjectOf(app);
  const request = { url, ...rest };
  const outcome = subject.router(ingress === undefined ? undefined : ingressName(ingress, subject.mesh)).route(request);
  noteReached(subject, outcome);
  return new RoutedRequest(request, outcome, subject);
}
