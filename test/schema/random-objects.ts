import { kindDefined, kindsDefined } from '../../lib/schema/kinds';
import type { Schema } from '../../lib/schema/schema';
import type { Manifest } from '../../lib/values/read';

const TEXTS = [
  '', 'a', 'A.b', '*', '*.a', 'foo-bar', '5s', '1ms', '0.5ms', '1us', '5d', '-1s', '0', '1h30m', 'http://a.com', 'https://a:b', 'oci://x/y', '/x', 'ht tp://',
  'unix:///a', 'unix://', 'unix://a', 'unix://@x', 'unix:///a/', 'a/b', '10.0.0.0/8', 'HTTP', 'STATIC', 'DNS', 'NONE', 'ñ', 'x'.repeat(64), 'x'.repeat(257),
  'UPSERT', 'a*b', 'http://[::1]:80', 'http://a:1:2', 'http://%zz', '99999', '80', '80x', 'INLINE', 'a_b', 'aGk=', '!!',
];
const NUMBERS = [0, 1, -1, 80, 65535, 65536, 1.5, 99, 100, 600, 101, 2147483648, 4294967296, -2147483649];
const NAMES = ['a', 'b', 'x*', '', '80', '70000', 'x.y/z', 'foo-'];
const OTHER: readonly unknown[] = ['', 'a', '5s', 0, 80, 1.5, true, false, null, {}, [], ['a'], { a: 1 }, [1], { a: null }];
const UNKNOWN_FIELDS = ['foo', 'hosst', 'Mode', 'name'];

/** Objects of all kinds, mostly right and somewhere wrong; the same for the same seed. */
export function randomObjects(count: number, seed: number): readonly Manifest[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const kind = random.oneOf(kindsDefined());
    const { versions, schema } = kindDefined(kind);
    const [group, name] = kind.split('/');
    const { spec: specOf = schema() } = schema().properties ?? {};
    const spec = random.happens(0.98) ? { spec: random.value(specOf, 0) } : {};
    return { apiVersion: `${group}/${random.oneOf(versions)}`, kind: name, metadata: { name: `o${index}`, namespace: 'web' }, ...spec };
  });
}

class Random {
  constructor(private state: number) {}

  public happens(chance: number): boolean {
    return this.next() < chance;
  }

  public oneOf<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  public value(schema: Schema, depth: number): unknown {
    if (this.happens(0.015)) return this.oneOf(OTHER);
    switch (schema.type) {
      case 'string': return schema.enum !== undefined && this.happens(0.9) ? this.oneOf(schema.enum) : this.oneOf(TEXTS);
      case 'integer':
      case 'number': return this.oneOf(NUMBERS);
      case 'boolean': return this.happens(0.5);
      case 'array': return Array.from({ length: Math.floor(this.next() * 3) }, () => this.value(schema.items ?? { type: 'string' }, depth + 1));
      case 'object': return this.object(schema, depth);
      default: return 'a';
    }
  }

  private object({ properties = {}, additionalProperties, required = [], choices = [] }: Schema, depth: number): Record<string, unknown> {
    const isChosen = (name: string) => choices.some(({ fields }) => fields.includes(name));
    const given = Object.entries(properties).filter(([name]) => this.happens(required.includes(name) ? 0.97 : isChosen(name) || depth > 2 ? 0.3 : 0.4));
    const fields = given.map(([name, each]): [string, unknown] => [name, this.happens(0.02) ? null : this.value(each, depth + 1)]);
    const count = additionalProperties === undefined ? 0 : Math.floor(this.next() * 3);
    const entries = Array.from({ length: count }, (): [string, unknown] => [this.oneOf(NAMES), this.happens(0.03) ? null : this.value(additionalProperties as Schema, depth + 1)]);
    const unknown: Array<[string, unknown]> = this.happens(0.02) ? [[this.oneOf(UNKNOWN_FIELDS), this.oneOf(OTHER)]] : [];
    return Object.fromEntries([...fields, ...entries, ...unknown]);
  }

  // Mulberry32.
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}
