import { conformanceCases } from './cases';
import { named, requestOf } from './case';
import { manifestDifferences } from './differences';
import { recordedNames, recording } from './recording';

test('every case has a recording, and every recording a case', () => {
  expect(recordedNames()).toEqual(conformanceCases.map(({ name }) => name).sort());
});

describe.each(conformanceCases)('the recording of $name', (theCase) => {
  const { question, answers } = recording(theCase.name);

  test('was made of what is synthesized today; otherwise run npm run conformance:record', () => {
    expect(manifestDifferences(question.manifests, theCase.manifests())).toEqual([]);
    expect(question).toEqual({ gateway: theCase.gateway, manifests: theCase.manifests() });
  });

  test('answers the requests of today, in their order; otherwise run npm run conformance:record', () => {
    expect(answers.map(({ request }) => request)).toEqual(theCase.requests.map(requestOf));
  });

  test.each(theCase.requests.map((request, i) => ({ i, title: named(request), expected: request.expected })))('is as expected for $title', ({ i, expected }) => {
    expect(answers[i].answer).toMatchObject(expected);
  });
});
