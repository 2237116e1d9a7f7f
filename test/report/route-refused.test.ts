import { formatRoute } from '../../lib/report/route-text';
import { asking, SHOP } from './route-mesh';

const { mesh, locate, ask } = asking(SHOP);
const textOf = (url: string) => formatRoute(ask(url), { request: { url }, builds: mesh.builds, locate, colors: false });

describe('a bad request is told by what is in its path', () => {
  test.each([
    ['a space', '/a b', 'the path has a space, which Envoy does not take: write it as %20'],
    ['a space in the query', '/a?b=c d', 'the path has a space, which Envoy does not take: write it as %20'],
    ['a tab', '/a\tb', 'the path has a control character, which Envoy does not take: write it as %09'],
    ['a line break', '/a\n', 'the path has a control character, which Envoy does not take: write it as %0A'],
    ['the delete character', '/a\x7f b', 'the path has a control character, which Envoy does not take: write it as %7F'],
    ['a zero byte', '/a\0', 'the path has a zero byte, which Envoy does not take however it is written'],
    ['an escaped zero byte', '/a%00', 'the path has a zero byte, which Envoy does not take however it is written'],
  ])('%s', (_, path, why) => expect(textOf(`http://shop.example.com${path}`)).toMatch(new RegExp(`^refused: bad-request \\(400\\)\n(.*\n)*  why           ${why}\n$`)));

  test('a fragment is no mistake: it is cut off', () => expect(textOf('http://shop.example.com/cart#top')).toMatch(/^forwarded to .*\n/));
});
