import { whyNoGatewaySniHost } from '../../lib/values/sni-host';

test.each(['shop.example.com', '*.example.com', 'outbound_.80_._.shop.web.svc.cluster.local', 'outbound_.80_.v1_.shop.web.svc.cluster.local'])(
  'a gateway takes "%s" by SNI', (host) => expect(whyNoGatewaySniHost(host)).toBeUndefined(),
);
test.each(['', 'shop_x.example.com', 'outbound_', 'outbound_.x_._.shop', 'outbound_.80_._.1', 'outbound_.80'])(
  'a gateway takes no "%s" by SNI', (host) => expect(whyNoGatewaySniHost(host)).toBeDefined(),
);
