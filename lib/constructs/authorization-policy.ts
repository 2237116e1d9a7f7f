import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { AuthorizationPolicySpec, Rule } from '../../imports/security';
import { attach } from '../synth/attach';
import { wireRule, type AuthorizationRule } from './authorization-rule';
import { checkScope, scopeNamespace, scopeSpec, type EdgeScope, type PolicyScope } from './policy-scope';
import { createResource } from './resource';

/**
 * What becomes of the requests that a rule is about.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-Action
 */
export type AuthorizationAction =
  | {
    /**
     * `ALLOW` lets them pass, and no others; `DENY` refuses them, whoever allows them; `AUDIT` marks them for a plugin that logs them.
     *
     * @default 'ALLOW'
     */
    readonly action?: 'ALLOW' | 'DENY' | 'AUDIT';
    /** Only with `CUSTOM`. */
    readonly provider?: undefined;
  }
  | {
    /** Asks a service first, which then decides. */
    readonly action: 'CUSTOM';

    /** Name of that service among the mesh's extensionProviders. */
    readonly provider: string;
  };

/** Which requests an AuthorizationPolicy is about, and how its object is called. */
export interface AuthorizationPolicyOptions {
  /** Which requests it is about. None at all of `ALLOW` lets nothing pass; `{}` is every request. */
  readonly rules: readonly AuthorizationRule[];

  /**
   * Whether it only counts what it would deny or allow, in Istio's metrics and logs, and lets requests be.
   *
   * @default false
   * @see https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/
   */
  readonly dryRun?: boolean;

  /**
   * Name, namespace, labels and annotations of the AuthorizationPolicy.
   *
   * @default - the namespace of the pods that it is for, where those are given as an object, else the chart's; the chart's own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/** Which requests of which pods, and what becomes of them. */
export type AuthorizationPolicyProps = AuthorizationPolicyOptions & AuthorizationAction & PolicyScope;

/**
 * Which requests some pods take. As soon as one policy with `ALLOW` is for them, they refuse all that none allows.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class AuthorizationPolicy extends Construct {
  /** The AuthorizationPolicy. */
  public readonly authorizationPolicy: ApiObject;

  /** @throws for rules that Istio refuses, or that no request meets; where an action other than ALLOW has no rules, and so does nothing */
  constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    super(scope, id);
    checkScope(props);
    const { action = 'ALLOW', rules } = props;
    if (action !== 'ALLOW' && rules.length === 0) throw new Error(`action ${action} without rules is about no request; give rules, or [{}] to mean every request`);
    const wire = rules.map(wireRule);
    this.authorizationPolicy = createAuthorizationPolicy(this, props, () => ({
      ...scopeSpec(props), action, ...(props.provider !== undefined && { provider: { name: props.provider } }), rules: [...wire],
    }));
    attach(this);
  }
}

/** What is rendered for an AuthorizationPolicy, also by what has one among other objects. */
export function createAuthorizationPolicy(
  scope: Construct, props: { readonly metadata?: ApiObjectMetadata; readonly dryRun?: boolean } & (PolicyScope | EdgeScope), spec: () => AuthorizationPolicySpec,
): ApiObject {
  const { metadata, dryRun = false } = props;
  return createResource(scope, 'Resource', {
    apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy',
    metadata: {
      ...scopeNamespace(props), ...metadata,
      ...(dryRun && { annotations: { ...metadata?.annotations, 'istio.io/dry-run': 'true' } }),
    },
    fields: { spec },
  });
}

/** Denies what each of some rules is about, of whatever hosts they say. */
export function denySpec(props: EdgeScope, rules: readonly Rule[]): AuthorizationPolicySpec {
  return { ...scopeSpec(props), action: 'DENY', rules: [...rules] };
}
