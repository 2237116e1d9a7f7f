import { Piece } from '../../values/piece';
import { whyNoRegex } from '../../values/regex';
import { defineRule } from '../define-rule';
import { httpRules } from '../example-manifests';
import { havingFields } from '../having-fields';

interface Invalid {
  readonly regex: string;
  readonly why: string;
}

const matching = (regex: string) => httpRules(`{ match: [{ uri: { regex: ${regex} } }], route: [{ destination: { host: blog } }] }`);

/** RE2 gives up what could take a backtracking engine forever: looking around, and references back. */
export const regexInvalid = defineRule<Invalid>({
  code: 'MESH412',
  name: 'regex-invalid',
  severity: 'error',
  summary: 'A regular expression of a VirtualService is empty, too long or not one of RE2.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: matching('"/(?!admin).*"') },
    good: [
      { why: 'one of RE2', yaml: matching('"/api/v[0-9]+/.*"') },
      { why: 'one that takes letters in any case', yaml: matching('"(?i)/blog.*"') },
      {
        why: 'a star that stands for presence where absence is asked for',
        yaml: httpRules('{ match: [{ withoutHeaders: { x-test: { regex: "*" } } }], route: [{ destination: { host: blog } }] }'),
      },
    ],
  },
  * check({ virtualServices }) {
    for (const { ref, origin, manifest } of havingFields(virtualServices, ['regex', 'uriRegexRewrite'])) {
      for (const { at, why } of invalid(new Piece(manifest).at('spec', 'http'))) {
        yield { at: { ref, origin, field: at.field }, related: [], data: { regex: at.text ?? '', why } };
      }
    }
  },
  words: ({ regex, why }) => ({
    what: `regular expression "${regex.length > LONGEST_SHOWN ? `${regex.slice(0, LONGEST_SHOWN)}...` : regex}" ${why}`,
    fix: 'Istio rejects the VirtualService. RE2 can neither look ahead or behind nor refer to earlier groups: https://github.com/google/re2/wiki/Syntax.',
  }),
});

const LONGEST_SHOWN = 80;

function* invalid(rules: Piece): Iterable<{ readonly at: Piece; readonly why: string }> {
  for (const rule of rules.list) {
    for (const at of rule.at('match').list.flatMap(ofMatch)) {
      const why = at.text === '' ? 'is empty' : whyNoRegex(at.text ?? '');
      if (why !== undefined) yield { at, why };
    }
    // Empty ones are no origin and no rewrite at all, which other rules tell.
    const origins = rule.at('corsPolicy', 'allowOrigins').list.map((origin) => origin.at('regex'));
    for (const at of [...origins, rule.at('rewrite', 'uriRegexRewrite', 'match')]) {
      const why = at.text === undefined ? undefined : whyNoRegex(at.text);
      if (why !== undefined) yield { at, why };
    }
  }
}

function ofMatch(match: Piece): readonly Piece[] {
  const named = ['uri', 'scheme', 'method', 'authority'].map((name) => match.at(name));
  const byUsers = ['headers', 'queryParams'].flatMap((name) => match.at(name).entries.map(([, piece]) => piece));
  const without = match.at('withoutHeaders').entries.map(([, piece]) => piece).filter((piece) => piece.at('regex').text !== '*');
  return [...named, ...byUsers, ...without].map((piece) => piece.at('regex')).filter(({ text }) => text !== undefined);
}
