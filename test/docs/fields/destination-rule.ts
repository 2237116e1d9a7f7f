import type { Chart } from 'cdk8s';
import { DestinationPolicy, ExportTo, LoadBalancing, ServiceRef } from '../../../lib';
import { ofKind } from './samples';

const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });
const loadBalancing = LoadBalancing.simple('RANDOM');

const given = (chart: Chart) => ({ chart });

type Given = ReturnType<typeof given>;

const samples: ReadonlyArray<(given: Given) => unknown> = [
  ({ chart }) => new DestinationPolicy(chart, 'shop', { service: shop, loadBalancing }),
  ({ chart }) => new DestinationPolicy(chart, 'shop', { service: shop, subsets: { v1: { version: 'v1' } } }),
  ({ chart }) => new DestinationPolicy(chart, 'shop', { service: shop, loadBalancing, exportTo: ExportTo.namespaces('istio-system') }),
  ({ chart }) => new DestinationPolicy(chart, 'shop', { service: shop, loadBalancing, workloadSelector: { app: 'web' } }),
];

export const destinationRuleFields = ofKind({ kind: 'networking.istio.io/DestinationRule', file: __filename, given, samples });
