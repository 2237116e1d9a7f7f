import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as testing from 'cdk8s-istio/testing';
import { pagesWithCode, readPage } from './page';

// What JavaScript itself has may be named, too.
const MODULES = [istio, testing, cdk8s, globalThis] as unknown as ReadonlyArray<Readonly<Record<string, unknown>>>;

/** What code within sentences and tables calls and no package exports, such as `IngressGateway.heml(...)`. */
function unknownNames(text: string): readonly string[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
  const calls = spans.flatMap((code) => [...code.matchAll(/(?<![\w.])([A-Z]\w+)(?:\.(\w+))?\(/g)]);
  return calls.filter(([, name, member]) => {
    const exporting = MODULES.find((module) => name in module)?.[name];
    return exporting === undefined || (member !== undefined && !(member in (exporting as object)));
  }).map(([call]) => call);
}

test.each(pagesWithCode())('what the sentences of %s call is there', (path) => {
  expect(unknownNames(readPage(path).text)).toEqual([]);
});

test('what is not there is found', () => {
  expect(unknownNames('`IngressGateway.heml({})`, `new HttpGatway(chart)`, `Match.under(\'/x\')` and `JsonPatch.add(x)`')).toEqual(['IngressGateway.heml(', 'HttpGatway(']);
});
