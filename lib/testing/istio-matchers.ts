import type { RedirectedOptions } from './matchers/to-be-redirected-to';
import type { RefusalReason } from './matchers/to-be-refused';
import type { ReachOptions } from './matchers/to-reach';
import type { RoutedRequest } from './routed-request';
import type { ServiceToReach } from './service';

/**
 * The matchers as users see them at `expect(get(app, url))`, and at its `.not`. Of an outcome that is `unknown` or `unsupported` neither
 * passes; of one that hangs on the ages of objects only a `.not` that is right in every order.
 *
 * jest's types have them. Another runner is told of them by `expect.extend(matchers)`, and its types as here those of vitest:
 *
 * ```ts
 * declare module 'vitest' {
 *   interface Matchers<T = any> extends IstioMatchers<void, T> {}
 * }
 * ```
 */
export interface IstioMatchers<Result, Received = unknown> {
  /**
   * The request goes to a service: of one that is split among several, a share of it; copies for a mirror do not count. A Service that is
   * not in the app or the manifests may be there, and is reached; one whose port or subset is known to be missing is not.
   *
   * @param service the service, or a subset of it
   * @param options port, subset, path and share that it must also have
   */
  toReach: Received extends RoutedRequest ? <PortName extends string = string>(service: ServiceToReach<PortName>, options?: ReachOptions<PortName>) => Result : never;

  /**
   * The gateway refuses it: nothing is configured to take it, or a policy denies it.
   *
   * @param because why: `denied` by an AuthorizationPolicy or a RequestAuthentication, or what is missing; any reason where it is left out
   */
  toBeRefused: Received extends RoutedRequest ? (because?: RefusalReason) => Result : never;

  /**
   * The gateway answers with a redirect.
   *
   * @param url of its `location`, whole
   * @param options the status that it must also have
   */
  toBeRedirectedTo: Received extends RoutedRequest ? (url: string, options?: RedirectedOptions) => Result : never;

  /**
   * The gateway answers by itself, as it is configured to: by a direct response, a preflight, a fault of all requests, or with 401 or 403 a policy that denies them.
   *
   * @param status such as 403
   */
  toBeAnswered: Received extends RoutedRequest ? (status: number) => Result : never;
}
