import { Chart, Duration } from 'cdk8s';
import type { Service } from 'cdk8s-plus-27';
import { DelegateRoute, ExposedService, Match, Rewrite } from 'cdk8s-istio';
import type { Construct } from 'constructs';
import { webService } from '../web-service';
import type { TeamProps } from './platform';

/** The shop has a host of its own. */
export class Shop extends Chart {
  public readonly service: Service;

  constructor(scope: Construct, id: string, { platform, ...props }: TeamProps) {
    super(scope, id, props);
    this.service = webService(this, 'shop');
    new ExposedService(this, 'exposed', { gateway: platform.gateway, host: 'shop.example.com', service: this.service });
  }
}

/** The blog has a host of its own, and what is below a path of the shared one: its rules there are objects in its namespace. */
export class Blog extends Chart {
  public readonly posts: Service;
  public readonly comments: Service;

  constructor(scope: Construct, id: string, { platform, ...props }: TeamProps) {
    super(scope, id, props);
    this.posts = webService(this, 'posts');
    this.comments = webService(this, 'comments');
    new ExposedService(this, 'exposed', { gateway: platform.gateway, host: 'blog.example.com', service: this.posts });

    const routes = new DelegateRoute(this, 'routes');
    routes.forward(Match.under('/blog/comments'), this.comments);
    routes.forward(Match.under('/blog'), this.posts, { rewrite: Rewrite.stripPrefix() });
    platform.site.delegate(Match.under('/blog'), routes);
  }
}

/** The search adds a rule to the shared host. */
export class Search extends Chart {
  public readonly service: Service;

  constructor(scope: Construct, id: string, { platform, ...props }: TeamProps) {
    super(scope, id, props);
    this.service = webService(this, 'search');
    new ExposedService(this, 'exposed', {
      route: platform.site, match: Match.under('/search').method('GET'), service: this.service, timeout: Duration.seconds(2),
    });
  }
}
