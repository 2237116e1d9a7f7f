import { KnownGateways } from '../../lib/model/known-gateways';
import { qualifiedName } from '../../lib/values/object-ref';
import { meshOf } from './meshes';

function gateway(name: string, namespace?: string): string {
  return `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }\n---\n`;
}

function look(name: string, yaml: string, complete: readonly string[] = []): string {
  const { gateways, completeness } = meshOf(yaml, { complete });
  const { presence, near } = new KnownGateways(gateways, completeness).look(name);
  return near === undefined ? presence : `${presence}, near ${qualifiedName(near.ref)}`;
}

describe('a Gateway', () => {
  test.each([
    ['is present where it is given', 'web/public', gateway('public', 'web'), 'present'],
    ['is unknown where it may be elsewhere', 'web/public', gateway('internal', 'web'), 'unknown'],
    ['is near one of its name in another namespace', 'web/public', gateway('public', 'edge'), 'unknown, near edge/public'],
    ['is near one that it could be a misspelling of', 'web/pubilc', gateway('public', 'web'), 'unknown, near web/public'],
    ['is near none of a series', 'web/edge-2', gateway('edge-1', 'web'), 'unknown'],
    ['may be one of its name that goes to any namespace', 'web/public', gateway('public'), 'unknown'],
    ['may be one of any namespace where its own is not known', 'public', gateway('public', 'web'), 'unknown'],
    ['without a namespace is present where one without is given', 'public', gateway('public'), 'present'],
  ])('%s', (_, name, yaml, expected) => expect(look(name, yaml)).toBe(expected));

  test('of a name without a namespace may be one of any, also where all are given; where there is none of the name it is absent', () => {
    expect(look('public', gateway('public', 'web'), ['Gateway'])).toBe('unknown');
    expect(look('public', gateway('internal', 'web'), ['Gateway'])).toBe('absent');
    expect(look('public', gateway('internal', 'web'), ['Gateway@web'])).toBe('unknown');
    expect(look('web/public', gateway('public'), ['Gateway'])).toBe('unknown');
  });

  test('is absent where those of its namespace are complete', () => {
    expect(look('web/public', gateway('public', 'edge'), ['Gateway@web'])).toBe('absent, near edge/public');
    expect(look('web/public', gateway('internal', 'web'), ['Gateway@edge'])).toBe('unknown');
  });
});
