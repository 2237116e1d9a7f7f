import type { Schema } from '../../lib/schema/schema';
import { Kind } from './crds';
import { parseCel } from './cel';
import { objectSchemaOf } from './schemas';
import { validatorCode } from './validators';

const WIDTH = 140;
/** What is shorter is as well written twice. */
const LEAST_SHARED = 60;

/** The text of a module with the schema of one kind; parts that are there several times are written once. */
export function schemaModule(kind: Kind): string {
  const printer = new Printer(objectSchemaOf(kind));
  const schema = printer.print();
  const types = ['Schema', ...(printer.usesRules ? ['CelRule'] : [])].sort().join(', ');
  return `import type { ${types} } from '../../lib/schema/schema';\n\n${printer.shared()}export const schema: Schema = ${schema};\n`;
}

/** The text of a module with the function that ajv makes of the schema of one kind. */
export function validatorModule(kind: Kind): string {
  return `// @ts-nocheck\n${validatorCode(objectSchemaOf(kind))}\n`;
}

/** The text of the module with all rules of some kinds, parsed. */
export function rulesModule(kinds: readonly Kind[]): string {
  const rules = new Map(kinds.flatMap((kind) => [...rulesIn(objectSchemaOf(kind))].map((expression) => [expression, kind.name])));
  const lines = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([expression, name]) => (
    `  ${quoted(expression)}:\n    ${JSON.stringify(parseCel(expression, name))},\n`
  ));
  return `import type { Expression } from '../../lib/schema/cel';\n\nexport const rules: Readonly<Record<string, Expression>> = {\n${lines.join('')}};\n`;
}

function* rulesIn({ rules = [], properties = {}, additionalProperties, items }: Schema): Iterable<string> {
  yield* rules.map(({ expression }) => expression);
  for (const part of [...Object.values(properties), additionalProperties, items]) if (part !== undefined) yield* rulesIn(part);
}

/** The text of the module that finds the others; each is loaded when it is needed. */
export function indexModule(kinds: readonly Kind[]): string {
  const lines = kinds.map(({ group, name, versions }) => `  '${group}/${name}': {
    versions: [${versions.map((each) => `'${each}'`).join(', ')}],
    schema: () => (require('./${name}') as typeof import('./${name}')).schema,
    validator: () => (require('../validators/${name}') as { validate: Validator }).validate,
  },\n`);
  const types = "import type { KindSchema, Validator } from '../../lib/schema/schema';\n\n";
  return `${types}export const kinds: Readonly<Record<string, KindSchema>> = {\n${lines.join('')}};\n`;
}

/** Writes a schema in TypeScript. */
class Printer {
  public usesRules = false;
  private readonly counts = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private readonly constants: string[] = [];

  constructor(private readonly schema: Schema) {
    this.count(schema);
  }

  public print(): string {
    return this.text(this.schema, 'schema', '');
  }

  public shared(): string {
    return this.constants.map((constant) => `${constant}\n\n`).join('');
  }

  private count(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const key = JSON.stringify(value);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    if (this.counts.get(key) === 1) Object.values(value).forEach((each) => this.count(each));
  }

  private text(value: unknown, place: string, indent: string): string {
    return this.isShared(value) ? this.nameOf(value, place) : this.inPlace(value, place, indent);
  }

  private isShared(value: unknown): value is object {
    const key = JSON.stringify(value);
    return isSchema(value) && value !== this.schema && key.length >= LEAST_SHARED && (this.counts.get(key) ?? 0) > 1;
  }

  private nameOf(value: object, place: string): string {
    const key = JSON.stringify(value);
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const isRule = 'expression' in value;
    this.usesRules ||= isRule;
    const text = this.inPlace(value, place, '');
    const name = this.unused(isRule ? nameFrom(String((value as { message?: unknown }).message)) : nameFrom(place));
    this.names.set(key, name);
    this.constants.push(`const ${name}: ${isRule ? 'CelRule' : 'Schema'} = ${text};`);
    return name;
  }

  private unused(name: string): string {
    const taken = new Set(['schema', ...this.names.values()]);
    let count = 1;
    while (taken.has(count === 1 ? name : `${name}${count}`)) count += 1;
    return count === 1 ? name : `${name}${count}`;
  }

  private inPlace(value: unknown, place: string, indent: string): string {
    if (typeof value !== 'object' || value === null) return typeof value === 'string' ? quoted(value) : String(value);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    const parts = Object.entries(value).filter(([, each]) => each !== undefined).map(([name, each]) => (
      `${Array.isArray(value) ? '' : `${keyText(name)}: `}${this.text(each, isWord(name) ? place : name, `${indent}  `)}`
    ));
    const flat = Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
    if (parts.length === 0) return open + close;
    if (!flat.includes('\n') && indent.length + flat.length <= WIDTH) return flat;
    return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
  }
}

/** Whether a part is a schema, or a rule, rather than a list or the fields of one. */
function isSchema(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && ('expression' in value || ('type' in value && typeof value.type === 'string'));
}

const WORDS = new Set(['properties', 'additionalProperties', 'items', 'rules', 'choices']);

/** Whether a name says nothing of what the part is. */
function isWord(name: string): boolean {
  return WORDS.has(name) || /^\d+$/.test(name);
}

function keyText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** `must be valid` becomes mustBeValid. */
function nameFrom(text: string): string {
  const [first = 'part', ...rest] = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}${rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`.replace(/^(?=\d)/, '_');
}
