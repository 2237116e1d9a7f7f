import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { refOf } from '../values/object-ref';
import type { Manifest } from '../values/read';
import { readService } from '../values/service';
import type { IIngressGateway, IngressWorkload } from './ingress-workload';
import { workloadOf, type IngressReferenceOptions } from './known-ingress';
import { chooseService, type ServiceChoice } from './service-choice';

/** A reference to a gateway workload by a Service of the app, which may still get ports until it is rendered. */
export class ServiceIngress implements IIngressGateway {
  public readonly traffic = 'ingress';

  /** @internal */
  public readonly _fixed = false;

  constructor(private readonly source: IConstruct, private readonly options: ServiceChoice & IngressReferenceOptions) {}

  public get namespace(): string | undefined {
    // The namespace is settled when the object is made, so it can be asked before the rest is.
    const choice = this.services().filter(({ name }) => this.options.name === undefined || name === this.options.name);
    return this.options.namespace ?? (choice.length === 1 ? choice[0].metadata.namespace : undefined);
  }

  /** @internal */
  public _workload(): IngressWorkload {
    const where = `construct "${this.source.node.path}"`;
    const manifests = this.services().map((object) => object.toJson() as Manifest);
    const manifest = chooseService(manifests, { name: this.options.name }, where);
    const { namespace } = this.options;
    const service = readService(manifest);
    const outside = namespace !== undefined && refOf(manifest).namespace === undefined;
    return outside
      ? workloadOf({ ...service, namespace }, this.options, [])
      : workloadOf(service, this.options, []);
  }

  private services(): readonly ApiObject[] {
    return this.source.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node)).filter(({ kind }) => kind === 'Service');
  }
}
