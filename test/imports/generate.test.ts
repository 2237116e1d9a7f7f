import { ValueCase, verdicts } from './compiling';
import { crd, exportedBy, fields, fileOf, oneOf, oneOfOrNone, Schema, text, typesOf } from './generating';

const preserve: Schema = { 'x-kubernetes-preserve-unknown-fields': true };
const intOrString: Schema = { 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }] };

const TOY = crd('Toy', fields({
  name: text,
  colour: { type: 'string', enum: ['RED', 'BLUE'] },
  size: intOrString,
  sizes: { type: 'array', items: intOrString },
  weight: { type: 'integer', nullable: true },
  weights: { type: 'array', items: { type: 'integer', nullable: true }, minItems: 1, maxItems: 2 },
  box: fields({ lid: text }, { nullable: true }),
  labels: { type: 'object', additionalProperties: text },
  parts: { type: 'object', additionalProperties: fields({ count: { type: 'integer' } }) },
  config: { type: 'object', ...preserve },
  anything: preserve,
  half: fields({ known: text }, preserve),
  nothing: { type: 'object' },
  power: fields({ battery: text, mains: text }, oneOf('battery', 'mains')),
  sound: fields({ file: text, tone: { type: 'integer' } }, oneOfOrNone('file', 'tone')),
  motion: fields(
    { speed: { type: 'integer' }, wheels: fields({ count: { type: 'integer' } }), legs: text, left: text, right: text },
    { required: ['speed'], allOf: [oneOfOrNone('wheels', 'legs'), oneOf('left', 'right')] },
  ),
}, { required: ['name'] }));

const clean = (value: string, name: string): ValueCase => ({ name, type: 'ToySpec', value: `{ name: "x", ${value} }` });
const dirty = (value: string, name: string, error: RegExp): ValueCase => ({ ...clean(value, name), error });

const UNKNOWN_FIELD = /may only specify known properties/;
const NOT_ASSIGNABLE = /is not assignable/;

const CASES: ValueCase[] = [
  clean('labels: { any: "thing" }', 'a map takes any key'),
  dirty('labels: { any: 1 }', 'a map does not take a value of another type', NOT_ASSIGNABLE),
  dirty('nmae: "y"', 'an object takes no field that the schema does not name', UNKNOWN_FIELD),
  { name: 'a required field cannot be left out', type: 'ToySpec', value: '{}', error: /Property 'name' is missing/ },
  clean('colour: "RED"', 'an enumeration takes its values'),
  dirty('colour: "GREEN"', 'an enumeration takes no other', NOT_ASSIGNABLE),
  clean('size: 1, sizes: [1, "1"]', 'an int-or-string takes both'),
  dirty('size: true', 'an int-or-string takes no boolean', NOT_ASSIGNABLE),
  clean('weight: null, weights: [null, 1, 2], box: null', 'a nullable number, item or object may be null, and a list be of any length'),
  dirty('colour: null', 'what is not nullable may not be null', NOT_ASSIGNABLE),
  dirty('box: { lidd: "" }', 'a nullable object is closed', UNKNOWN_FIELD),
  clean('parts: { arm: { count: 2 } }', 'a map of objects takes objects'),
  dirty('parts: { arm: { cuont: 2 } }', 'the objects in a map are closed', UNKNOWN_FIELD),
  clean('config: { a: { b: [1] } }', 'an object that preserves unknown fields takes any'),
  dirty('config: 1', 'an object that preserves unknown fields is still an object', NOT_ASSIGNABLE),
  clean('anything: 1', 'a value that preserves anything may be of any type'),
  clean('half: { known: "a", unknown: 1 }', 'an object may name some fields and preserve others'),
  dirty('half: { known: 1 }', 'the named fields of an object that preserves others keep their types', NOT_ASSIGNABLE),
  clean('nothing: {}', 'an object that declares no fields may be empty'),
  dirty('nothing: { a: 1 }', 'an object that declares no fields takes none', NOT_ASSIGNABLE),
  clean('power: { mains: "230V" }', 'an object with a choice takes one of the arms'),
  dirty('power: {}', 'an object with a choice takes no fewer', NOT_ASSIGNABLE),
  dirty('power: { battery: "AA", mains: "230V" }', 'an object with a choice takes no two arms', NOT_ASSIGNABLE),
  dirty('power: { mains: "230V", solar: "" }', 'an object with a choice takes no typo beside an arm', UNKNOWN_FIELD),
  clean('sound: {}', 'an optional choice may be left open'),
  clean('sound: { tone: 440 }', 'an optional choice takes one arm'),
  dirty('sound: { file: "a", tone: 440 }', 'an optional choice takes no two arms', NOT_ASSIGNABLE),
  clean('motion: { speed: 1, left: "" }', 'two choices may stand in one object'),
  clean('motion: { speed: 1, left: "", wheels: { count: 4 } }', 'two choices take an arm each'),
  dirty('motion: { speed: 1, left: "", right: "" }', 'two choices take no two arms of one', NOT_ASSIGNABLE),
  dirty('motion: { left: "" }', 'what is required beside two choices cannot be left out', /Property 'speed' is missing/),
  dirty('motion: { speed: 1, left: "", wings: "" }', 'two choices take no typo beside them', UNKNOWN_FIELD),
  dirty('motion: { speed: 1, left: "", wheels: { cuont: 4 } }', 'two choices take no typo inside an arm', UNKNOWN_FIELD),
];

describe('the types of a schema', () => {
  let said: readonly string[];
  beforeAll(async () => {
    said = verdicts(CASES, './toys', { 'toys.ts': await typesOf(fileOf(TOY)) });
  });

  it.each(CASES.map((each, index) => ({ ...each, index })))('$name', ({ error, index }) => {
    expect(said[index]).toMatch(error ?? /^$/);
  });
});

describe('the names of types', () => {
  const wheel = fields({ radius: { type: 'integer' } });
  const car = crd('Car', fields({
    front: fields({ axle_left: wheel }),
    rear: { type: 'array', items: fields({ axle_left: wheel }) },
    spare: { ...wheel, description: 'Said of this one only.' },
  }));

  it('are made of the path of the first of all equal shapes', async () => {
    expect(exportedBy(await typesOf(fileOf(car)))).toEqual(['ObjectMeta', 'Car', 'CarSpec', 'CarFront', 'CarFrontAxleLeft']);
  });

  it('come from the table, for all equal shapes', async () => {
    const types = await typesOf(fileOf(car), { 'Car.spare': 'Wheel', 'Car.rear[]': 'Axle' });
    expect(exportedBy(types)).toEqual(['ObjectMeta', 'Car', 'CarSpec', 'Axle', 'Wheel']);
  });

  it('are shared by the kinds of a group', async () => {
    const cart = crd('Cart', fields({ wheels: { type: 'array', items: wheel } }));
    const types = await typesOf(fileOf(cart, car), { 'Car.spare': 'Wheel' });
    expect(exportedBy(types)).toEqual(['ObjectMeta', 'Car', 'CarSpec', 'CarFront', 'Wheel', 'Cart', 'CartSpec']);
  });

  it('stay two where the table has two for one shape', async () => {
    const types = await typesOf(fileOf(crd('Bike', fields({ front: wheel, rear: wheel }))), { 'Bike.front': 'Front', 'Bike.rear': 'Rear' });
    expect(exportedBy(types)).toEqual(['ObjectMeta', 'Bike', 'BikeSpec', 'Front', 'Rear']);
  });

  it.each([
    ['has a path that is not there', { 'Car.boot': 'Boot', 'Car.spare': 'Wheel' }, 'no object at Car.boot: remove or correct'],
    ['has a path of something other than an object', { 'Car.rear': 'Axle' }, 'no object at Car.rear: remove or correct'],
    ['has one name for two shapes', { 'Car.spare': 'Part', 'Car.front': 'Part' }, 'would be the second type called Part'],
    ['has the name of a kind', { 'Car.spare': 'Car' }, 'would be the second type called Car:'],
    ['has the name of the metadata', { 'Car.spare': 'ObjectMeta' }, 'would be the second type called ObjectMeta'],
    ['has two names for the shape of a third path', { 'Car.spare': 'Wheel', 'Car.front.axle_left': 'Axle' }, 'Car.rear[].axle_left is equal to each of'],
  ])('are refused where the table %s', async (_, table, message) => {
    const differing = { ...wheel, required: ['radius'] };
    const rear = fields({ axle_left: wheel, other: differing });
    const file = fileOf(crd('Car', fields({ front: fields({ axle_left: wheel }), rear: { type: 'array', items: rear }, spare: wheel })));
    await expect(typesOf(file, table)).rejects.toThrow(message);
  });
});

describe('a kind', () => {
  const version = (name: string, served: boolean, storage: boolean): Schema => ({ name, served, storage });

  it.each([
    ['v1 where it is served', [version('v1beta1', true, true), version('v1', true, false)], 'v1'],
    ['the stored version where v1 is not served', [version('v1', false, false), version('v1beta1', true, true)], 'v1beta1'],
    ['the stored version where there is no v1', [version('v1alpha2', true, false), version('v1alpha1', true, true)], 'v1alpha1'],
  ])('is taken at %s', async (_, versions, expected) => {
    expect(await typesOf(fileOf(crd('Toy', fields({ a: text }), versions)))).toContain(`"toys.example.com/${expected}"`);
  });

  it('links to its page, and says nothing else of what its description says', async () => {
    const description = 'Prose. See more details at: https://istio.io/docs/reference/config/toys/toy.html';
    const types = await typesOf(fileOf(crd('Toy', fields({ a: { ...text, description: 'Prose.' } }, { description }))));
    expect(types.match(/@see .*/g)).toEqual(Array(2).fill('@see https://istio.io/latest/docs/reference/config/toys/toy/'));
    expect(types).not.toContain('Prose');
  });

  it('of no known group is left out, and a group without kinds is refused', async () => {
    const other = crd('Other', fields({ a: text })).replace('toys.example.com', 'games.example.com');
    expect(exportedBy(await typesOf(fileOf(TOY, other)))).not.toContain('Other');
    await expect(typesOf(fileOf(other))).rejects.toThrow('no kind of toys.example.com');
  });
});

describe('a schema of a form that is not known', () => {
  it.each([
    ['an arm with two fields', { oneOf: [{ required: ['a', 'b'] }, { required: ['c'] }] }],
    ['an arm with a schema', { oneOf: [{ properties: { a: text } }] }],
    ['a none-arm that leaves out a field', { oneOf: [{ not: { anyOf: [{ required: ['a'] }] } }, { required: ['a'] }, { required: ['b'] }] }],
    ['a choice of a field that is required', { ...oneOf('a', 'b'), required: ['a'] }],
    ['a choice of a field that is not there', oneOf('a', 'z')],
    ['an anyOf', { anyOf: [{ required: ['a'] }] }],
    ['a not', { not: { required: ['a'] } }],
    ['an allOf of something else', { allOf: [{ required: ['a'] }] }],
  ])('is refused where it stands: %s', async (_, rest) => {
    const file = fileOf(crd('Toy', fields({ list: { type: 'array', items: fields({ a: text, b: text, c: text }, rest) } })));
    await expect(typesOf(file)).rejects.toThrow('Toy.list[]: a oneOf, anyOf, allOf or not of a form that is not known');
  });

  it('is refused where it has a type of its own', async () => {
    await expect(typesOf(fileOf(crd('Toy', fields({ a: { type: 'set' } }))))).rejects.toThrow('Toy.a: type set is not known');
  });
});

it('makes an interface where the choice is between one field and nothing', async () => {
  expect(await typesOf(fileOf(crd('Toy', fields({ a: text }, oneOfOrNone('a')))))).toContain('export interface ToySpec');
});

it('makes the same of the same definitions each time', async () => {
  expect(await typesOf(fileOf(TOY))).toBe(await typesOf(fileOf(TOY)));
});
