import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DestinationRuleSpec } from '../../imports/networking';
import { CallSite } from '../values/call-site';
import { targetHost } from './destination';
import type { ServiceLike } from './like';
import { createResource } from './resource';
import { claimPolicy } from './service-policies';
import type { UpstreamTls } from './upstream-tls';
import { referrerOf } from './virtual-service';

/**
 * Says what TLS a service is called with: in a DestinationRule below this construct, unless another one has it already.
 *
 * @throws where another construct says something else
 */
export function sayUpstreamTls(owner: Construct, service: ServiceLike, { _wire: tls }: UpstreamTls): void {
  const { namespace } = service.metadata;
  let rule: ApiObject | undefined;
  const create = (): ApiObject => {
    const spec = (): DestinationRuleSpec => ({ host: targetHost(service, referrerOf(made)), trafficPolicy: { tls } });
    const made = createResource(owner, 'Resource', {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { ...(namespace !== undefined && { namespace }) }, fields: { spec },
    });
    targetHost(service, referrerOf(made));
    return made;
  };
  const setRendered = (rendered: boolean): void => {
    if (rendered) rule ??= create();
    else if (rule !== undefined) rule = owner.node.tryRemoveChild('Resource') ? undefined : rule;
  };
  claimPolicy({ owner, site: new CallSite(), service, namespace, tls, renders: false, rule: () => rule, setRendered });
}
