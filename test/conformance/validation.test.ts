import { kinds } from './validation/kinds';
import { manifestOf } from './validation/mutate';
import { caseOf, recordedKinds } from './validation/recorded';
import { disagreement, ourVerdict } from './validation/verdict';

test('what Istio makes of each kind of cases is recorded', () => {
  expect(recordedKinds().map(({ kind }) => kind).sort()).toEqual(kinds.map(({ kind }) => kind).sort());
});

describe.each(recordedKinds().map((recorded) => [recorded.kind, recorded] as const))('%s', (_, { bases, cases }) => {
  test('our rules refuse what Istio refused when it was recorded, and nothing that it took', () => {
    const disagreements = cases.flatMap((each) => {
      const found = disagreement(each[2], ourVerdict(manifestOf(caseOf(each), bases, 'web')));
      return found === undefined ? [] : [`${found}: ${JSON.stringify(each)}`];
    });
    expect(disagreements).toEqual([]);
  });

  test('Istio takes every base as it is', () => {
    expect(cases.filter(([, changes, level]) => changes.length === 0 && level !== 'none')).toEqual([]);
  });
});
