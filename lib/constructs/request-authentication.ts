import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { RequestAuthenticationSpec } from '../../imports/security';
import { attach } from '../synth/attach';
import type { JwtIssuer } from './jwt-issuer';
import { asArray } from './one-or-more';
import { checkScope, scopeNamespace, scopeSpec, type EdgeScope, type PolicyScope } from './policy-scope';
import { createResource } from './resource';

/** Whose tokens are taken, and how the object is called. */
export interface RequestAuthenticationOptions {
  /** Who signs the tokens. */
  readonly issuers: JwtIssuer | readonly JwtIssuer[];

  /**
   * Name, namespace, labels and annotations of the RequestAuthentication.
   *
   * @default - the namespace of the pods that it is for, where those are given as an object, else the chart's; the chart's own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/** Whose tokens which pods take. */
export type RequestAuthenticationProps = RequestAuthenticationOptions & PolicyScope;

/**
 * Which JSON web tokens some pods take. It refuses tokens of others (401); requests without any pass: to ask for one takes an
 * AuthorizationPolicy, which `JwtAuthentication` has.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export class RequestAuthentication extends Construct {
  /** The RequestAuthentication. */
  public readonly requestAuthentication: ApiObject;

  /** @throws where there is no issuer */
  constructor(scope: Construct, id: string, props: RequestAuthenticationProps) {
    super(scope, id);
    checkScope(props);
    this.requestAuthentication = createRequestAuthentication(this, 'Resource', props);
    attach(this);
  }
}

/** @throws where there is no issuer */
export function createRequestAuthentication(scope: Construct, id: string, props: RequestAuthenticationOptions & (PolicyScope | EdgeScope)): ApiObject {
  const issuers = asArray(props.issuers);
  if (issuers.length === 0) throw new Error('issuers is an empty list, so no token would be looked at; give JwtIssuer.of("https://...")');
  const spec = (): RequestAuthenticationSpec => ({ ...scopeSpec(props), jwtRules: issuers.map(({ _wire }) => _wire) });
  return createResource(scope, id, {
    apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication', metadata: { ...scopeNamespace(props), ...props.metadata }, fields: { spec },
  });
}
