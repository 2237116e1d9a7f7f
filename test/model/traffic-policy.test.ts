import { readDestinationRule } from '../../lib/model/destination-rule';
import { mergeInto, type MergedRule } from '../../lib/model/destination-merge';
import { trafficPolicy } from '../../lib/model/traffic-policy';

function merged(spec: object): MergedRule {
  const hosts = new Map<string, MergedRule[]>();
  const manifest = { spec: { host: 'a.com', ...spec } };
  mergeInto(hosts, readDestinationRule({ manifest, ref: { kind: 'DestinationRule', name: 'a' }, origin: { kind: 'known', path: 'a' } }, { domain: 'cluster.local', exportTo: ['*'] }), new Set());
  return hosts.get('a.com')?.[0] as MergedRule;
}

const tls = (mode: string) => ({ tls: { mode } });
const onPort = (policy: object) => ({ port: { number: 80 }, ...policy });

test.each<[string, object, string | undefined]>([
  ['nothing', {}, undefined],
  ['the rule', { trafficPolicy: tls('SIMPLE') }, 'SIMPLE'],
  ['the rule, for the port', { trafficPolicy: { ...tls('SIMPLE'), portLevelSettings: [onPort(tls('DISABLE'))] } }, 'DISABLE'],
  ['the rule, which says nothing of it for the port', { trafficPolicy: { ...tls('SIMPLE'), portLevelSettings: [onPort({})] } }, undefined],
  ['the subset', { trafficPolicy: tls('SIMPLE'), subsets: [{ name: 'v1', trafficPolicy: tls('MUTUAL') }] }, 'MUTUAL'],
  ['the rule, where the subset says something else', { trafficPolicy: tls('SIMPLE'), subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: {} } }] }, 'SIMPLE'],
  ['the subset, which says nothing of it for the port', { trafficPolicy: tls('SIMPLE'), subsets: [{ name: 'v1', trafficPolicy: { portLevelSettings: [onPort({})] } }] }, undefined],
  ['another subset', { subsets: [{ name: 'v2', trafficPolicy: tls('MUTUAL') }] }, undefined],
])('the policy of a port and subset is that of %s', (_, spec, mode) => {
  expect(trafficPolicy(merged(spec), 80, 'v1').tls.mode).toBe(mode);
});
