import { Duration } from 'cdk8s';
import { DestinationPolicy, LoadBalancing, ServiceRef, type TrafficPolicyOptions } from '../../../lib';
import { ofPart, type Place } from './samples';

const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });

const places: ReadonlyArray<Place<TrafficPolicyOptions<'http'>>> = [
  {
    path: 'trafficPolicy', at: '/spec/trafficPolicy',
    put: (chart, options) => new DestinationPolicy(chart, 'shop', { service: shop, ...options }),
  },
  {
    path: 'subsets[].trafficPolicy', at: '/spec/subsets/0/trafficPolicy',
    put: (chart, options) => new DestinationPolicy(chart, 'shop', { service: shop, subsets: { v1: { labels: { version: 'v1' }, ...options } } }),
  },
];

const samples: ReadonlyArray<() => TrafficPolicyOptions<'http'>> = [
  () => ({ ports: { http: { loadBalancing: LoadBalancing.simple('RANDOM') } } }),
  () => ({ proxyProtocol: 'V1' }),
  () => ({ proxyProtocol: 'V2' }),
  () => ({ tunnel: { targetHost: 'shop.example.com', targetPort: 443 } }),
  () => ({ tunnel: { targetHost: 'shop.example.com', targetPort: 443, protocol: 'POST' } }),
  () => ({ retryBudget: { percent: 20 } }),
  () => ({ retryBudget: { minRetryConcurrency: 3 } }),
  () => ({ retryBudget: { budgetInterval: Duration.seconds(10) } }),
];

export const trafficPolicyFields = ofPart({
  kind: 'networking.istio.io/DestinationRule', file: __filename, title: 'The policy of a service and of a subset', places, samples, patched: {},
});
