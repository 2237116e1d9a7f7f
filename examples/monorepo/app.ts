import type { App } from 'cdk8s';
import { Platform } from './platform';
import { Blog, Search, Shop } from './teams';

/** Adds the platform and the charts of three teams to an app; the order of the teams does not matter. */
export function withTeams(app: App) {
  const platform = new Platform(app, 'platform', { namespace: 'platform' });
  return {
    platform,
    shop: new Shop(app, 'shop', { namespace: 'shop', platform }),
    blog: new Blog(app, 'blog', { namespace: 'blog', platform }),
    search: new Search(app, 'search', { namespace: 'search', platform }),
  };
}
