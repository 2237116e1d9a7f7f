import { ApiObject, Testing } from 'cdk8s';
import { GatewayRef, HttpGateway, IngressGateway, IstioChecks } from 'cdk8s-istio';
import { newChart, serviceManifest, synthErrors, withFile } from '../support';

const ingress = IngressGateway.istioctlDefault();

function gatewayManifest(name: string, { namespace = 'legacy', number = 80, hosts = ['a.com'], protocol = 'HTTP' } = {}): object {
  return {
    apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name, namespace },
    spec: { selector: { istio: 'ingressgateway' }, servers: [{ port: { number, name: 's', protocol }, hosts, ...(protocol === 'HTTPS' && { tls: { mode: 'SIMPLE', credentialName: 'x' } }) }] },
  };
}

/** A chart with a gateway of ours, and what is said about its checks with these manifests in a file. */
function errorsWith(manifests: readonly object[], more: (checks: IstioChecks) => void = () => undefined): string {
  const chart = newChart();
  new HttpGateway(chart, 'gw', { ingress, hosts: ['a.com'], metadata: { name: 'gw' } });
  withFile('cluster.yaml', manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n'), (path) => more(IstioChecks.of(chart.node.root).existing(path)));
  return synthErrors(chart);
}

describe('what else the cluster holds', () => {
  test('is checked together with the app, and reported at the app\'s own construct', () => {
    const errors = errorsWith([gatewayManifest('old')]);
    expect(errors).toContain('[web/gw] host "a.com" is taken twice on port 80 of istio-system/istio-ingressgateway (MESH101)');
    expect(errors).toMatch(/by {2}web\/gw \(Gateway web\/gw\) at test\/synth\/istio-checks\.test\.ts:\d+/);
    expect(errors).toMatch(/and .*cluster\.yaml:1 \(Gateway legacy\/old\)/);
  });

  test('of which nothing concerns the app is fine, also where it has faults of its own', () => {
    const faults = [gatewayManifest('one', { number: 443, protocol: 'HTTPS' }), gatewayManifest('two', { number: 443, protocol: 'HTTPS' })];
    expect(errorsWith(faults)).toBe('');
  });

  test('does not count twice what the app itself renders', () => {
    expect(errorsWith([gatewayManifest('gw', { namespace: 'web' })])).toBe('');
  });

  test('says more of the ingress than what is known of it in general', () => {
    const service = serviceManifest([{ name: 'http', port: 80, targetPort: 8080 }, { name: 'http-b', port: 8000, targetPort: 8001 }], { name: 'istio-ingressgateway' });
    expect(errorsWith([gatewayManifest('old'), service])).toContain('use another port of this workload, 8000 (http-b), or use another gateway workload.');
  });

  test('that cannot be read or parsed is refused in one line', () => {
    const checks = IstioChecks.of(newChart());
    expect(() => checks.existing('no/such')).toThrow(new Error(`cannot read "no/such": there is no such file; paths are relative to the working directory, ${process.cwd()}`));
    withFile('bad.yaml', 'a: b: c', (path) => expect(() => checks.existing(path)).toThrow(new Error(`cannot parse "${path}" as YAML: line 1: bad indentation of a mapping entry`)));
  });
});

describe('a finding', () => {
  function duplicate(say: (charts: { legacy: ReturnType<typeof newChart>; web: ReturnType<typeof newChart> }) => void): string {
    const app = Testing.app();
    const legacy = newChart({ app, id: 'legacy', namespace: 'legacy' });
    const web = newChart({ app, id: 'web', namespace: 'web' });
    new HttpGateway(legacy, 'gw', { ingress, hosts: ['a.com'], metadata: { name: 'old' } });
    new HttpGateway(web, 'gw', { ingress, hosts: ['a.com'], metadata: { name: 'new' } });
    say({ legacy, web });
    return synthErrors(web);
  }

  test('is acknowledged below the construct of either of its objects', () => {
    expect(duplicate(({ legacy }) => IstioChecks.of(legacy).acknowledge('MESH101', 'the old gateway goes on 1 December'))).toBe('');
    expect(duplicate(({ web }) => IstioChecks.of(web).acknowledge('MESH101', 'the old gateway goes on 1 December'))).toBe('');
  });

  test('is acknowledged with a certain other object alone, where that is said', () => {
    const withGateway = (name: string) => duplicate(({ web }) => IstioChecks.of(web).acknowledge('MESH101', 'it goes soon', { with: GatewayRef.named('legacy', name) }));
    expect(withGateway('old')).toBe('');
    expect(withGateway('another')).toContain('MESH101');
  });

  test('is not acknowledged by what is said for another construct or of another rule', () => {
    expect(duplicate(({ web }) => IstioChecks.of(newChart({ app: web.node.root as ReturnType<typeof Testing.app>, id: 'other' })).acknowledge('MESH101', 'not here'))).toContain('MESH101');
    expect(duplicate(({ web }) => IstioChecks.of(web).acknowledge('MESH401', 'another one'))).toContain('MESH101');
  });

  test('counts as much as is said nearest to it', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const told = (say: Parameters<typeof duplicate>[0]) => {
      stderr.mockClear();
      return [duplicate(say) === '', stderr.mock.calls.length];
    };
    expect(told(({ web }) => IstioChecks.of(web.node.root).severity('MESH101', 'warning'))).toEqual([true, 1]);
    expect(told(({ web }) => IstioChecks.of(web.node.root).severity('MESH101', 'off'))).toEqual([true, 0]);
    expect(told(({ web }) => { IstioChecks.of(web).severity('MESH101', 'error'); IstioChecks.of(web.node.root).severity('MESH101', 'off'); })).toEqual([false, 0]);
    stderr.mockRestore();
  });

  test('of an unknown rule, or without a reason, cannot be acknowledged', () => {
    const checks = IstioChecks.of(newChart());
    expect(() => checks.acknowledge('MESH999', 'x')).toThrow(/^there is no rule "MESH999"; "cdk8s-istio rules" lists those that there are, such as MESH101$/);
    expect(() => checks.acknowledge('MESH101', ' ')).toThrow(new Error('MESH101 is acknowledged without a reason; say why it is fine here'));
  });
});

test('an app without constructs of ours is checked where that is asked for', () => {
  const chart = newChart();
  IstioChecks.of(chart);
  for (const name of ['one', 'two']) {
    new ApiObject(chart, name, gatewayManifest(name, { number: 443, protocol: 'HTTPS' }) as { apiVersion: string; kind: string });
  }
  expect(synthErrors(chart)).toContain('[web/two] host "a.com" is taken twice on port 443');
});
