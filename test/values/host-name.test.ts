import { formatHost } from '../../lib/values/host-name';

test.each([
  ['reviews..svc.cluster.local', 'reviews'], ['reviews.web.svc.cluster.local', 'reviews.web.svc.cluster.local'], ['shop.example.com', 'shop.example.com'], ['*', '*'],
])('%s is shown as %s', (host, shown) => expect(formatHost(host)).toBe(shown));
