import './register';

export { coverage, formatCoverage, unreached, type RouteCoverage, type UnreachedRoute } from './coverage';
export { type EgressToDial, type IngressToDial, type ServiceByName } from './dialled';
export { findAll, type IstioKinds, type OtherManifest } from './find-all';
export { get, type GetOptions } from './get';
export { type AppOrManifests } from './given';
export { type IstioMatchers } from './istio-matchers';
export { matchers } from './matchers/registry';
export { type RedirectedOptions } from './matchers/to-be-redirected-to';
export { type RefusalReason } from './matchers/to-be-refused';
export { type ReachOptions } from './matchers/to-reach';
export { type RoutedRequest } from './routed-request';
export { type ServiceObject, type ServiceToReach } from './service';
export {
  type Answered, type Denied, type DeniedBecause, type DependsOnOrder, type DestinationState, type DestinationTls, type Forwarded, type Outcome,
  type ReachedDestination, type ReachedMirror, type Redirected, type Refused, type RefusedBecause, type Rejected, type RejectedBecause, type RouteRetries,
  type Unknown, type Unreachable, type Unsupported,
} from '../router/outcome';
export { type Request } from '../router/request';
export { type ObjectRef } from '../values/object-ref';
