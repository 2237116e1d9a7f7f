import { formatField } from '../../lib/values/format-field';

test.each<[field: ReadonlyArray<string | number>, text: string]>([
  [[], ''],
  [['spec'], 'spec'],
  [['spec', 'servers', 0, 'port', 'number'], 'spec.servers[0].port.number'],
  [['spec', 'headers', 'end-user'], 'spec.headers.end-user'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels["app.kubernetes.io/name"]'],
  [['metadata', 'labels', ''], 'metadata.labels[""]'],
])('%j is written "%s"', (field, text) => expect(formatField(field)).toBe(text));
