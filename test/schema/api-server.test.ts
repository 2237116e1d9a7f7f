import { recorded } from './record';
import { disagreement, ourVerdict } from './verdict';

// The API server's own code judged these objects: see record.ts.
test.each(recorded().map(({ object, verdict }) => [`${String(object.kind)}: ${verdict.join(', ') || 'right'}`, object, verdict] as const))('%s', (_, object, verdict) => {
  expect(disagreement(ourVerdict(object), verdict)).toEqual([]);
});
