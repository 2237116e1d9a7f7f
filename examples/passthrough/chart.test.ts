import { Testing } from 'cdk8s';
import { findings } from '../findings';
import { withPassthrough } from './app';

const app = withPassthrough(Testing.app());

test('the example renders the manifests that it always has', () => {
  expect(app.charts.flatMap((chart) => chart.toJson())).toMatchSnapshot();
});

test('the checks find nothing', () => expect(findings(app)).toBe(''));
