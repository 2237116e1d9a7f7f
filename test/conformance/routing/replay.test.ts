import { named } from '../case';
import { recordedNames, recording } from '../recording';
import { disagreement } from './agreement';
import { routingFor } from './routing-for';

describe.each(recordedNames())('the router says of %s what the engine said', (name) => {
  const { question: { manifests, gateway }, answers } = recording(name);
  const route = routingFor(manifests, gateway);

  test.each(answers.map(({ request, answer }) => [named(request), request, answer] as const))('%s', (_, request, answer) => {
    expect(disagreement(route(request), answer)).toBeUndefined();
  });
});
