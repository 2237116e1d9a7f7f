// Values for fields of one sort in VirtualServices and DestinationRules, good ones beside bad ones.

export const LABELS = ['v1', 'V1', 'v1-2', 'v1.2', 'v_1', '-v1', 'v1-', '', 'a'.repeat(63), 'a'.repeat(64)];

export const HOSTS = [
  'shop', 'shop.example.com', 'SHOP.example.com', '*', '*.example.com', '*shop.example.com', '*-shop.example.com', 'shop.*.com', 'shop*.com', '**.com', '',
  'shop.', 'shop..com', '.shop', '-shop.com', 'sh_op.com', '192.0.2.1', '2001:db8::1', 'shop:80', 'http://shop.com', 'web/shop.com', 'shop.1', '*.1',
  'outbound_.80_._.shop.web.svc.cluster.local', 'outbound_.x_._.shop', 'outbound_80', 'outbound_.80_._.1', `${'a'.repeat(64)}.com`, `${'a.'.repeat(130)}com`,
];

export const DESTINATION_HOSTS = ['shop.web.svc.cluster.local', 'SHOP.', '*', '*.example.com', '', 'shop:80', 'http://shop', 'sh_op', '192.0.2.1'];

export const PORTS = [0, 1, 80, 65535, 65536, 100000];

export const DURATIONS = ['1ms', '2s', '1m30s', '0.25s', '1.5ms', '1500us', '1.0005s', '24h', '1.5s'];

export const PERCENTAGES = [-1, 0, 0.00001, 0.0001, 50.5, 100, 100.1, 101];

export const REGEXES = [
  '/api/v[0-9]+', '', '*', '(?i)/a', '(?!a)b', '(?<=a)b', '(a)\\1', '[a', 'a{1001}', 'a{2,1}', '(', ')', 'a**', '\\d+', '\\p{Greek}', '(?P<n>a)', '(?<n>a)', '.*',
];

export const LONG_REGEXES = ['x'.repeat(1024), 'x'.repeat(1025), 'ä'.repeat(513)];

export const STRING_MATCHES = [{}, { exact: 'a' }, { exact: '' }, { prefix: 'a' }, { prefix: '' }, ...REGEXES.map((regex) => ({ regex }))];

export const HEADER_NAMES = [
  'x-a', 'X-A', 'x a', '', '*', 'host', 'Host', ':authority', ':AUTHORITY', ':path', ':method', ':foo', 'x,a', 'ü', 'x:a',
  '@request.auth.claims', '@request.auth.claims.group', '@request.auth.claims[group]', '@request.auth.claims[group', '@request.auth.claims.',
];

export const HEADER_VALUES = [
  'a', '', '50%', '50%%', '%HOSTNAME%', '%REQ(x-a)%', '%REQ(x-a%', '%REQ()%', '%A(["b", "c"])%', '%A(["b" "c"])%', 'a\tb', 'a\nb', 'a\u007fb', '%START_TIME%%', '%(a)%', 'ü',
];

export const LABEL_MAPS = [
  {}, { app: 'web' }, { 'app.kubernetes.io/name': 'web' }, { 'a/b/c': 'web' }, { '': 'web' }, { 'app-': 'web' }, { app: '' }, { app: 'a b' }, { app: '-a' }, { app: '*' },
  { app: 'a'.repeat(64) }, { ['a'.repeat(64)]: 'web' }, { '/app': 'web' },
];

export const SUBNETS = ['10.0.0.0/8', '10.0.0.1', '2001:db8::/32', '10.0.0.0/33', '10.0.0.0/08', 'a', '', '10.0.0.0/8/8'];

export const LISTS_OF_GATEWAYS = [
  [], ['mesh'], ['web', 'mesh'], ['mesh', './web'], ['web/web', './web'], ['./web', 'web'],
  ...['web', 'web/web', './web', 'web/', '/web', 'a/b/c', 'WEB/web', 'w_b', '', 'web/w_b', '*', '*/web'].map((name) => [name]),
];
