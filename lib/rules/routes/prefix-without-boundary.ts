import type { VirtualService } from '../../model/virtual-service';
import type { Field } from '../../values/field';
import { asRecord, asText } from '../../values/read';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents, httpGateway, virtualService } from '../example-manifests';

interface Prefixes {
  readonly prefixes: readonly string[];
}

const matching = (match: string) => documents(httpGateway(80), virtualService({ http: `[{ match: [${match}], route: [{ destination: { host: shop } }] }]` }));

/** Istio compares texts, where Ingress and the Gateway API compare the parts of a path. That is often meant, so this is a hint only. */
export const prefixWithoutBoundary = defineRule<Prefixes>({
  code: 'MESH403',
  name: 'prefix-without-boundary',
  severity: 'info',
  summary: 'A prefix of a path without a slash at its end also takes longer names.',
  seeAlso: [],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: matching('{ uri: { prefix: /api } }') },
    good: [
      { why: 'a slash at the end', yaml: matching('{ uri: { prefix: /api/ } }') },
      { why: 'all paths', yaml: matching('{ uri: { prefix: / } }') },
      { why: 'one path', yaml: matching('{ uri: { exact: /api } }') },
    ],
  },
  * check({ virtualServices }) {
    for (const route of virtualServices) {
      const found = prefixesOf(route);
      if (found.length === 0) continue;
      yield { at: { ref: route.ref, origin: route.origin, field: found[0].field }, related: [], data: { prefixes: [...new Set(found.map(({ prefix }) => prefix))] } };
    }
  },
  words: ({ prefixes: [first, ...others] }) => ({
    what: `prefix "${first}" takes "${first}x" and all else that begins with it, too${others.length > 0 ? `; so ${others.length > 1 ? 'do' : 'does'} ${someOf(others)}` : ''}`,
    fix: `Where only "${first}" and what is below it is meant, match the prefix "${first}/" and, in a second match, exactly "${first}".`,
  }),
});

const MOST_SHOWN = 3;

function someOf(prefixes: readonly string[]): string {
  const shown = prefixes.slice(0, MOST_SHOWN).map((prefix) => `"${prefix}"`);
  return allOf(prefixes.length > MOST_SHOWN ? [...shown, `${prefixes.length - MOST_SHOWN} more`] : shown);
}

function prefixesOf({ http }: VirtualService): ReadonlyArray<{ readonly prefix: string; readonly field: Field }> {
  return http.flatMap(({ matches }) => matches).flatMap(({ manifest, field }) => {
    const prefix = asText(asRecord(manifest.uri).prefix) ?? '';
    return prefix === '' || prefix.endsWith('/') ? [] : [{ prefix, field: [...field, 'uri', 'prefix'] }];
  });
}
