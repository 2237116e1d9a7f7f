import { differences } from './differences';
import type { Recording } from './recording';

const recorded: Recording = {
  engine: { istio: 'v0.0.0-1', istioApi: 'v1.31.1', envoy: '1.40.0' },
  question: {
    gateway: { namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
    manifests: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'web' } }],
  },
  answers: [
    { request: { url: 'http://a.com/' }, answer: { kind: 'refused', because: 'no-host', listener: 8080 } },
    { request: { url: 'http://a.com/', method: 'POST' }, answer: { kind: 'answered', status: 200, listener: 8080 } },
  ],
};

test('equal recordings do not differ', () => {
  expect(differences(recorded, structuredClone(recorded))).toEqual([]);
});

test('the order of the fields of an object makes no difference', () => {
  const answers = recorded.answers.map(({ request, answer }) => ({ answer, request }));
  expect(differences(recorded, { ...recorded, answers })).toEqual([]);
});

test('another answer is told with its request and both answers', () => {
  const now = structuredClone(recorded);
  Object.assign(now.answers[1].answer, { status: 503 });
  expect(differences(recorded, now)).toEqual([
    'POST http://a.com/\n' +
      '    recorded  {"kind":"answered","status":200,"listener":8080}\n' +
      '    now       {"kind":"answered","status":503,"listener":8080}',
  ]);
});

test('a request on one side only is a difference', () => {
  const now = { ...recorded, answers: recorded.answers.slice(0, 1) };
  expect(differences(recorded, now)).toEqual([expect.stringMatching(/^POST http:\/\/a\.com\/\n.*\n {4}now {7}nothing$/)]);
});

test('another version of the engine and another manifest are differences', () => {
  const now = { ...structuredClone(recorded), engine: { ...recorded.engine, envoy: '1.41.0' } };
  Object.assign(now.question.manifests[0].metadata, { name: 'b' });
  expect(differences(recorded, now).map((each) => each.split('\n')[0])).toEqual(['engine', 'Service web/a', 'Service web/b']);
});
