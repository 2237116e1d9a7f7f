import type { HttpRule } from '../../model/virtual-service';
import type { Field } from '../../values/field';
import { asRecord, asText } from '../../values/read';
import { defineRule } from '../define-rule';
import { documents, httpGateway, httpRules } from '../example-manifests';
import { havingFields } from '../having-fields';

interface Doubled {
  readonly prefix: string;
  readonly rewrite: string;
}

const rewriting = (match: string, rewrite: string) => documents(
  httpGateway(80), httpRules(`{ match: [${match}], rewrite: { uri: ${rewrite} }, route: [{ destination: { host: shop } }] }`),
);

/** Envoy puts the one text in the place of the other, and servers differ in what they make of `//`. */
export const rewriteDoublesSlash = defineRule<Doubled>({
  code: 'MESH402',
  name: 'rewrite-doubles-slash',
  severity: 'info',
  summary: 'A prefix without a slash at its end is rewritten to one with a slash, so that paths below it get two.',
  seeAlso: [],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: rewriting('{ uri: { prefix: /api } }', '/') },
    good: [
      { why: 'a slash at the end of both', yaml: rewriting('{ uri: { prefix: /api/ } }', '/') },
      { why: 'a match with the slash before it', yaml: rewriting('{ uri: { prefix: /api/ } }, { uri: { prefix: /api } }', '/') },
      { why: 'no slash at the end of either', yaml: rewriting('{ uri: { prefix: /api } }', '/v2') },
      { why: 'one path and no other', yaml: rewriting('{ uri: { exact: /api } }', '/') },
    ],
  },
  * check({ virtualServices }) {
    for (const { ref, origin, http } of havingFields(virtualServices, ['rewrite'])) {
      // What an earlier match takes with the slash does not come here.
      const taken = new Set<string>();
      for (const rule of http) {
        const rewrite = rewriteOf(rule);
        for (const { prefix, field } of prefixesOf(rule)) {
          const isBare = prefix !== '' && !prefix.endsWith('/') && !taken.has(`${prefix}/`);
          if (isBare && rewrite?.endsWith('/')) yield { at: { ref, origin, field }, related: [], data: { prefix, rewrite } };
          taken.add(prefix);
        }
      }
    }
  },
  words: ({ prefix, rewrite }) => ({
    what: `prefix "${prefix}" is rewritten to "${rewrite}", so "${prefix}/x" becomes "${rewrite}/x"`,
    fix: `Istio puts one text in the place of the other. Match the prefix "${prefix}/" and, in a second match, exactly "${prefix}"; or use uriRegexRewrite.`,
  }),
});

function rewriteOf({ manifest }: HttpRule): string | undefined {
  return asText(asRecord(manifest.rewrite).uri);
}

function prefixesOf({ matches }: HttpRule): ReadonlyArray<{ readonly prefix: string; readonly field: Field }> {
  return matches.flatMap(({ manifest, field }) => {
    const prefix = asText(asRecord(manifest.uri).prefix);
    return prefix === undefined ? [] : [{ prefix, field: [...field, 'uri', 'prefix'] }];
  });
}
