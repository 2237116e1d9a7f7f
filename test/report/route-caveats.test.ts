import { routeJson } from '../../lib/report/route-json';
import { formatRoute } from '../../lib/report/route-text';
import { asking, SHOP, type Asking } from './route-mesh';

const LUA = `---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: lua, namespace: istio-system }
spec: { configPatches: [{ applyTo: HTTP_FILTER }] }
`;
const CAVEAT = 'EnvoyFilter istio-system/lua changes what the gateway\'s pods do in ways that are not looked at';

const textOf = ({ mesh, locate, ask }: Asking, url: string) => formatRoute(ask(url), { request: { url }, builds: mesh.builds, locate, colors: false });
const jsonOf = ({ locate, ask }: Asking, url: string) => routeJson(ask(url), locate);

const [plain, changed] = [asking(SHOP), asking(SHOP + LUA)];

describe.each([
  ['is forwarded', 'http://shop.example.com/cart'], ['is refused', 'http://shop.example.com/'], ['depends on order', 'http://two.example.com/a'],
])('what an answer leaves out of account, of a request that %s,', (_, url) => {
  test('is the last line for a person', () => expect(textOf(changed, url)).toBe(`${textOf(plain, url)}  caveat        ${CAVEAT}\n`));
  test('is a field for a program', () => {
    expect(jsonOf(changed, url)).toMatchObject({ caveats: [CAVEAT] });
    expect(jsonOf(plain, url)).toMatchObject({ caveats: [] });
  });
});
