import { Testing } from 'cdk8s';
import { ExposedService } from 'cdk8s-istio';
import { findings } from '../findings';
import { withTeams } from './app';
import { Platform } from './platform';
import { Blog, Search, Shop } from './teams';

test('the monorepo renders the manifests that it always has', () => {
  const app = Testing.app();
  withTeams(app);
  expect(app.charts.flatMap((chart) => chart.toJson())).toMatchSnapshot();
});

test('the checks find nothing', () => {
  const app = Testing.app();
  withTeams(app);
  expect(findings(app)).toBe('');
});

test('whichever team comes first, the shared host has the same rules', () => {
  const [one, other] = [[Shop, Blog, Search], [Search, Blog, Shop]].map((teams) => {
    const app = Testing.app();
    const platform = new Platform(app, 'platform', { namespace: 'platform' });
    for (const Team of teams) new Team(app, Team.name.toLowerCase(), { namespace: Team.name.toLowerCase(), platform });
    return platform.toJson();
  });
  expect(other).toEqual(one);
});

test('a host of another team is refused at the line that asks for it', () => {
  const { platform, search } = withTeams(Testing.app());
  expect(() => new ExposedService(search, 'stolen', { gateway: platform.gateway, host: 'shop.example.com', service: search.service })).toThrow(
    'host "shop.example.com" on gateway "platform/platform-gateway',
  );
});
