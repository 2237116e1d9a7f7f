import type { Reflection, Type } from './model';
import { defaultOf, inCell, tagsOf, type Text } from './text';
import { factorsOf, isOptional, isUndefined } from './types';

/** A table of fields, those that must be given first, with the fields of objects in them. */
export function fieldTable(fields: readonly Reflection[], text: Text): readonly string[] {
  const given = fields.filter((field) => !isUndefined(typeOf(field)));
  if (given.length === 0) return [];
  const sorted = [...given.filter((field) => !isOptional(field)), ...given.filter(isOptional)];
  return ['| Field | Type | |', '|---|---|---|', ...sorted.flatMap((field) => rowsOf(field, '', text))];
}

function rowsOf(field: Reflection, prefix: string, text: Text): readonly string[] {
  const name = `${prefix}${field.name}`;
  const comment = commentOf(field);
  const inner = objectIn(typeOf(field));
  const by = defaultOf(comment, text);
  const parameters = tagsOf(comment, '@param').map(({ name: parameter, content }) => `\`${parameter}\`: ${text.cell(content)}`);
  const words = [text.cell(comment?.summary ?? []), ...parameters, ...(by === '' ? [] : [`Default: ${by}`]), ...throwsOf(comment, text), text.sources(comment)].filter((each) => each !== '').join('<br>');
  const row = `| \`${name}${isOptional(field) ? '?' : ''}\` | ${inCell(text.type(inner === undefined ? typeOf(field) : folded(typeOf(field))))} | ${words} |`;
  const below = (inner?.fields ?? []).filter((each) => !isUndefined(each.type));
  return [row, ...below.flatMap((each) => rowsOf(each, `${name}${inner?.suffix ?? ''}.`, text))];
}

function throwsOf(comment: Reflection['comment'], text: Text): readonly string[] {
  return tagsOf(comment, '@throws').map(({ content }) => `**Throws** ${text.cell(content)}`);
}

/** Of a property, or of what is read like one. */
export function typeOf({ type, getSignature }: Reflection): Type | undefined {
  return type ?? getSignature?.type;
}

export function commentOf({ comment, getSignature, signatures }: Reflection): Reflection['comment'] {
  return getSignature?.comment ?? comment ?? signatures?.find((each) => each.comment !== undefined)?.comment;
}

interface Inner {
  readonly fields: readonly Reflection[];
  /** Between the name of the field and those of its own. */
  readonly suffix: '' | '[]';
}

/** The object, described on the spot, that a type is, or is one or a list of. */
function objectIn(type: Type | undefined): Inner | undefined {
  switch (type?.type) {
    case 'reflection': return type.declaration?.children?.some((child) => commentOf(child) !== undefined) ? { fields: type.declaration.children, suffix: '' } : undefined;
    case 'typeOperator': return objectIn(type.target as Type);
    case 'reference': return type.name === 'Readonly' ? objectIn(type.typeArguments?.[0]) : undefined;
    case 'array': return listed(objectIn(type.elementType));
    case 'union': return only((type.types ?? []).map(objectIn).filter((each) => each !== undefined));
    default: return undefined;
  }
}

function listed(inner: Inner | undefined): Inner | undefined {
  return inner && { ...inner, suffix: '[]' };
}

function only(found: readonly Inner[]): Inner | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** The type without the fields of the object in it, which have rows of their own. */
function folded(type: Type | undefined): Type {
  switch (type?.type) {
    case 'reflection': return { type: 'intrinsic', name: 'object' };
    case 'typeOperator': return { ...type, target: folded(type.target as Type) };
    case 'reference': return type.name === 'Readonly' ? folded(type.typeArguments?.[0]) : type;
    case 'array': return { ...type, elementType: folded(type.elementType) };
    case 'union': return { ...type, types: (type.types ?? []).map((each) => (objectIn(each) ? folded(each) : each)) };
    default: return type as Type;
  }
}

/** The fields of all objects that a type is made of, described on the spot. */
export function fieldsIn(type: Type | undefined): readonly Reflection[] {
  switch (type?.type) {
    case 'reflection': return type.declaration?.children ?? [];
    case 'union': return (type.types ?? []).flatMap(fieldsIn);
    case 'intersection': return factorsOf(type).flatMap(fieldsIn);
    default: return [];
  }
}
