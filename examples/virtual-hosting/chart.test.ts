import { Testing } from 'cdk8s';
import { findings } from '../findings';
import { VirtualHosting } from './chart';

test('virtual hosting renders the manifests that it always has', () => {
  expect(Testing.synth(new VirtualHosting(Testing.app(), 'virtual-hosting', { namespace: 'web' }))).toMatchSnapshot();
});

test('the checks find nothing', () => {
  const app = Testing.app();
  new VirtualHosting(app, 'virtual-hosting', { namespace: 'web' });
  expect(findings(app)).toBe('');
});
