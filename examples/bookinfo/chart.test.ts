import { Testing } from 'cdk8s';
import { Bookinfo } from './chart';

interface Manifest {
  kind: string;
  metadata: { namespace?: string };
  spec: Record<string, any>;
}

const synthesize = (): Manifest[] => Testing.synth(new Bookinfo(Testing.app(), 'bookinfo', { namespace: 'default' }));

test('Bookinfo renders the manifests that it always has', () => {
  expect(synthesize()).toMatchSnapshot();
});

test('one gateway serves both hosts on the port for HTTP of the default ingress Service', () => {
  const gateways = synthesize().filter(({ kind }) => kind === 'Gateway');
  expect(gateways).toHaveLength(1);
  expect(gateways[0].spec.servers).toEqual([
    { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['mybookinfo.com', 'myhelloworld.com'] },
  ]);
});

test('everything is in the namespace that was asked for', () => {
  expect(new Set(synthesize().map(({ metadata }) => metadata.namespace))).toEqual(new Set(['default']));
});
