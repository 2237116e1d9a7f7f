import { ask, front, PLAIN, site } from './asking';

const share = (host: string, weight: number | undefined, name?: string) => `{ destination: { host: ${host} }${weight === undefined ? '' : `, weight: ${weight}`}${name === undefined ? '' : `, headers: { request: { set: { Host: ${name} } } }`} }`;
const rule = (shares: readonly string[], more = '') => `{ route: [${shares.join(', ')}]${more} }`;
const OF_RULE = ', headers: { request: { add: { ":authority": rule.int } } }';

describe('the authority that is sent on is', () => {
  test.each([
    ['the client\'s', rule([share('shop', undefined)]), 'a.com'],
    ['the only destination\'s', rule([share('shop', 0, 'shop.int')]), 'shop.int'],
    ['that of the destination which weights leave', rule([share('blog', 0, 'blog.int'), share('shop', 1, 'shop.int')]), 'shop.int'],
    ['that of the first where weights leave it', rule([share('shop', 1, 'shop.int'), share('blog', 0, 'blog.int')]), 'shop.int'],
    ['none of a destination that weights leave out', rule([share('blog', 0, 'blog.int'), share('shop', 1)]), 'a.com'],
    ['the rule\'s before the only destination\'s', rule([share('shop', undefined, 'shop.int')], OF_RULE), 'rule.int'],
    ['the rule\'s before that of the one which is left', rule([share('blog', 0), share('shop', 1, 'shop.int')], OF_RULE), 'rule.int'],
    ['the rewrite\'s before the destination\'s', rule([share('shop', undefined, 'shop.int')], ', rewrite: { authority: new.int }'), 'new.int'],
  ])('%s', (_, http, authority) => expect(ask(front(PLAIN) + site(http), 'http://a.com/')).toMatchObject({ kind: 'forwarded', authority }));
});
