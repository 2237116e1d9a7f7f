import { join } from 'node:path';
import { ApiObject, Yaml, type App } from 'cdk8s';
import { get, unreached, type GetOptions } from 'cdk8s-istio/testing';
import * as fc from 'fast-check';

/** What requests are made of: each gets one of every list. */
export interface RequestParts {
  /** Scheme, host and, where it is not the usual one, port: `https://shop.example.com`. */
  readonly origins: readonly string[];
  /** Paths that decide something; requests also get what is below them, looks like them or has a query. @default - `/` */
  readonly paths?: readonly string[];
  /** @default - GET, POST */
  readonly methods?: readonly string[];
  /** Headers by name, each with values that decide something; requests may come without. @default - none */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Whatever else clients do: another SNI, another ingress. @default - nothing */
  readonly options?: readonly GetOptions[];
}

export interface Comparison {
  /** How many requests, all different, were asked of both. */
  readonly requests: number;
  /** A request that is not answered alike, with both answers; none where all are. */
  readonly differences: readonly string[];
  /** Routes, on either side, that none of the requests reached. */
  readonly unreached: readonly string[];
}

/** What a comparison comes to where nothing differs. */
export const ALIKE: Comparison = { requests: 200, differences: [], unreached: [] };

type Asked = GetOptions & { readonly url: string };

/** What `istioctl install` leaves in a cluster of its ingress gateway. */
const DEFAULT_INGRESS = join(__dirname, 'istio-ingressgateway.yaml');

/**
 * Asks an app, and the app with its objects of Istio replaced by some written by hand, where 200 generated requests go. Names of objects
 * do not count.
 *
 * @param byHand path of the YAML written by hand
 * @param existing paths of YAML that shows what both find in the cluster, beside its default ingress gateway or in place of it
 */
export function compareRoutes(app: App, byHand: string, parts: RequestParts, existing: readonly string[] = []): Comparison {
  const manifests = [...[byHand, ...existing, DEFAULT_INGRESS].flatMap((path): object[] => Yaml.load(path)), ...othersOf(app)];
  const requests = someOf(parts);
  const differences = requests.flatMap(({ url, ...options }) => {
    const [made, written] = [app, manifests].map((each) => get(each, url, options));
    return JSON.stringify(made.outcome) === JSON.stringify(written.outcome) ? [] : [`made: ${made}\nby hand: ${written}`];
  });
  const open = [app, manifests].flatMap((each) => unreached(each));
  return { requests: requests.length, differences, unreached: open.map(({ virtualService, field, match }) => `${virtualService} ${field}: ${match}`) };
}

function someOf(parts: RequestParts): readonly Asked[] {
  const all = fc.uniqueArray(requestOf(parts), { minLength: ALIKE.requests, maxLength: ALIKE.requests, selector: ({ ingress: _, egress: __, ...each }) => JSON.stringify(each) });
  return fc.sample(all, { numRuns: 1, seed: 1 })[0];
}

function requestOf({ origins, paths = ['/'], methods = ['GET', 'POST'], headers = {}, options = [{}] }: RequestParts): fc.Arbitrary<Asked> {
  const path = fc.tuple(fc.constantFrom(...paths), fc.constantFrom('', '', '/', '/a', '/a/b.css', '-x', 'x'), fc.option(fc.nat(999)));
  const given = fc.record(Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, fc.constantFrom(...values)])), { requiredKeys: [] });
  return fc.tuple(fc.constantFrom(...origins), path, fc.constantFrom(...methods), given, fc.constantFrom(...options)).map(([origin, [start, end, query], method, some, rest]) => ({
    url: `${origin}${`${start}${end}`.replace(/^\/\//, '/')}${query === null ? '' : `?page=${query}`}`, method, ...rest, headers: { ...(some as Record<string, string>), ...rest.headers },
  }));
}

function othersOf(app: App): object[] {
  const objects = app.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  return objects.filter(({ apiGroup }) => apiGroup !== 'networking.istio.io').map((each) => each.toJson() as object);
}
