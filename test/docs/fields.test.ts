import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthErrors } from '../support';
import { fieldsIn, fieldsOf } from './fields/crd-fields';
import { formatFieldsDocument, SECTIONS } from './fields/document';
import { gatewayFields } from './fields/gateway';
import type { Section } from './fields/samples';
import { chartOf, tablesOf, type Row } from './fields/table';

const tables = tablesOf(SECTIONS);
const rows = tables.flatMap(({ section: { kind, title }, rows: all }) => all.map((row) => ({ ...row, of: title ?? kind, kind })));
const emptyIn = (all: readonly Row[]) => all.filter(({ code }) => code.length === 0).map(({ name }) => name);

test('docs/fields.md is what the definitions and the samples say; otherwise run npm run fields-document', () => {
  expect(readFileSync(join(__dirname, '../../docs/fields.md'), 'utf8')).toBe(formatFieldsDocument(SECTIONS));
});

describe('the table', () => {
  test('has a place for every field of the six kinds', () => {
    expect(emptyIn(rows)).toEqual([]);
    const kinds = ['Gateway', 'VirtualService', 'DestinationRule', 'ServiceEntry'].map((kind) => `networking.istio.io/${kind}`)
      .concat(['RequestAuthentication', 'AuthorizationPolicy'].map((kind) => `security.istio.io/${kind}`));
    for (const kind of kinds) {
      const told = tables.filter(({ section }) => section.kind === kind).flatMap(({ section, rows: all }) => section.places.flatMap(({ path }) => all.map(({ name }) => (path === '' ? name : `${path}.${name}`))));
      expect(told.sort()).toEqual(fieldsOf(kind).map(({ name }) => name).sort());
    }
  });

  test('shows no sample in vain', () => {
    expect(tables.flatMap(({ idle }) => idle)).toEqual([]);
  });

  test('names what to use in place of a field only where that is to be had without a patch', () => {
    const typed = rows.filter(({ reason }) => reason === undefined);
    for (const { reason, of } of rows) {
      for (const use of reason?.use ?? []) expect(typed.filter((row) => row.of === of && row.name.startsWith(use))).not.toEqual([]);
    }
  });

  test('would have an empty row without the sample of a field', () => {
    const [table] = tablesOf([{ ...gatewayFields, samples: gatewayFields.samples.filter((_, index) => index !== 2) }]);
    expect(emptyIn(table.rows)).toEqual(['servers[].bind']);
  });

  test('would show a sample that sets nothing new', () => {
    const [first] = gatewayFields.samples;
    const [table] = tablesOf([{ ...gatewayFields, samples: [...gatewayFields.samples.slice(0, 1), first, ...gatewayFields.samples.slice(1)] }]);
    expect(table.idle).toHaveLength(1);
  });
});

const inPlaces = (sections: readonly Section[]) => sections.flatMap((section) => section.places.map(({ path }, place) => [`${section.title ?? section.kind} ${path}`, section, place] as const));

/** What a synth says on standard error. */
let written: jest.SpyInstance;

beforeEach(() => {
  written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => written.mockRestore());

test.each(inPlaces(SECTIONS))('samples have no finding: %s', (_, { samples }, place) => {
  for (const run of samples) expect(synthErrors(chartOf(run, place))).toBe('');
  expect(written.mock.calls).toEqual([]);
});

test.each(inPlaces(SECTIONS.filter(({ lastResorts }) => lastResorts.length > 0)))('patches are refused only where it is said: %s', (_, { lastResorts }, place) => {
  for (const { run, refusedBy } of lastResorts) {
    const errors = synthErrors(chartOf(run, place));
    if (refusedBy === undefined) expect(errors).toBe('');
    else expect(errors).toContain(`(${refusedBy})`);
  }
});

describe('fields', () => {
  test('of a definition go down to the values, each of an enumeration by itself', () => {
    const fields = fieldsOf('networking.istio.io/ServiceEntry');
    expect(fields.filter(({ name }) => /^(?:endpoints\[\]\.labels|location|ports\[\]\.number)/.test(name))).toEqual([
      { name: 'endpoints[].labels{}', type: 'string' }, { name: 'location: MESH_EXTERNAL', type: 'name' }, { name: 'location: MESH_INTERNAL', type: 'name' },
      { name: 'ports[].number', type: 'integer' },
    ]);
    expect(fieldsOf('networking.istio.io/VirtualService')).toContainEqual({ name: 'http[].timeout', type: 'duration' });
  });

  test('of an object are those that it has', () => {
    const spec = { hosts: ['a.com', 'b.com'], location: 'MESH_EXTERNAL', endpoints: [{ labels: { app: 'a' } }, {}] };
    expect([...fieldsIn('networking.istio.io/ServiceEntry', spec)]).toEqual(['hosts[]', 'location: MESH_EXTERNAL', 'endpoints[].labels{}']);
    expect(() => fieldsIn('networking.istio.io/ServiceEntry', { host: 'a.com' })).toThrow('there is no field host');
  });
});
