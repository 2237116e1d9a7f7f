import './register';

export { coverage, formatCoverage, unreached, type RouteCoverage, type UnreachedRoute } from './coverage';
export { type EgressToDial, type IngressToDial } from './dialled';
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
export { type Outcome, type RefusedBecause } from '../router/outcome';
