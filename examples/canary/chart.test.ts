import { Testing } from 'cdk8s';
import { findings } from '../findings';
import { Canary } from './chart';

test('the canary renders the manifests that it always has', () => {
  expect(Testing.synth(new Canary(Testing.app(), 'canary', { namespace: 'shop', percent: 10 }))).toMatchSnapshot();
});

test.each([0, 10, 50, 100])('the checks find nothing at %d percent', (percent) => {
  const app = Testing.app();
  new Canary(app, 'canary', { namespace: 'shop', percent });
  expect(findings(app)).toBe('');
});
