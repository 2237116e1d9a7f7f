import type { Mistake, Problem } from '../../schema/problem';
import type { Schema } from '../../schema/schema';
import type { Field } from '../../values/field';
import { formatField } from '../../values/format-field';
import { nearestOf } from '../../values/nearest';
import { allOf, oneOf } from '../../values/words';
import type { Words } from '../define-rule';
import type { ObjectProblem } from './problems';
import { shownType, shownValue } from './shown';

/** The problems that are told by no rule of their own. */
export type Told = Exclude<Mistake['is'], 'boolean-name' | 'empty-entry' | 'rule-violated'>;

type Of<Is extends Told> = Extract<Problem, { readonly is: Is }>;

const MOST_LISTED = 24;
/** Where another name is shown already. */
const MOST_LISTED_FURTHER = 8;

/** The words for each problem; `refused` says that the API server refuses the object. */
export const WORDS: { readonly [Is in Told]: (problem: Of<Is>, of: ObjectProblem & { readonly refused: string }) => Words } = {
  'unknown-version': ({ given, known }, { kind, apiVersion }) => ({
    what: `${kind} has no version "${given}", but ${allOf(known)}`,
    fix: `The API server knows no such kind. Write apiVersion: ${apiVersion.split('/')[0]}/${known[0]}.`,
  }),
  'unknown-field': unknownField,
  'missing': ({ field, wanted }, { kind, refused }) => ({
    what: `${parentOf(field) || kind} has no "${nameOf(field)}"`, fix: `${refused} ${wanted === undefined ? 'Give it.' : `Give ${formOf(wanted)}.`}`,
  }),
  'wrong-type': ({ field, given, wanted }, { refused }) => ({
    what: `${formatField(field)} is ${shownValue(given)}, not ${shownType(wanted)}`, fix: `${refused} ${rightForm(given, wanted)}`,
  }),
  'not-text': ({ field, given }, { refused }) => ({
    what: `${formatField(field)} is the number ${given}, which is no length of time`, fix: `${refused} Write it with its unit: "${given}s" or "${given}ms".`,
  }),
  'not-listed': ({ field, given, known }, { refused }) => ({
    what: `${formatField(field)} is "${given}", which is not among its values${meant(given, known)}`, fix: `${refused} Use ${oneOf(known)}.`,
  }),
  'too-many-chosen': ({ field, given, known }, { refused }) => ({
    what: `${formatField(field)} has ${allOf(quoted(given))}, which exclude each other`, fix: `${refused} Give one of ${oneOf(known)}.`,
  }),
  'none-chosen': ({ field, known }, { refused }) => ({ what: `${formatField(field)} has none of ${oneOf(quoted(known))}`, fix: `${refused} Give one of them.` }),
  'out-of-bounds': ({ field, of, given, least, most }, { refused }) => ({
    what: `${formatField(field)} ${of === 'value' ? `is ${given}` : `has ${count(given, of)}`}, ${least !== undefined && given < least ? 'too little' : 'too much'}`,
    fix: `${refused} ${boundsText(of, least, most)}`,
  }),
  'not-of-pattern': ({ field, given, pattern }, { refused }) => ({
    what: `${formatField(field)} is "${given}", which has not the form that is wanted`, fix: `${refused} It has to match ${pattern}.`,
  }),
  'not-base64': ({ field }, { refused }) => ({ what: `${formatField(field)} is not in Base64`, fix: `${refused} Encode it, or give a text by "string".` }),
  'repeated': ({ field, keys, first }, { refused }) => ({
    what: `${formatField(field)} has the same ${allOf(keys)} as ${formatField(first)}`, fix: `${refused} Give each another ${allOf(keys)}.`,
  }),
};

function unknownField({ field, known, belongs }: Of<'unknown-field'>, { kind }: ObjectProblem): Words {
  const name = nameOf(field);
  const near = nearestOf(name, known);
  const home = near === undefined && belongs !== undefined ? `; ${parentOf(belongs)} has` : '';
  const most = near === undefined && belongs === undefined ? MOST_LISTED : MOST_LISTED_FURTHER;
  const list = known.length === 0 ? ' It has no fields.' : ` Its fields are ${allOf([...known].sort())}.`;
  return {
    what: `${parentOf(field) || kind} has no field "${name}"${near === undefined ? home : `, but "${near}"`}`,
    fix: `kubectl refuses the ${kind}, and other clients have the field dropped without a word, so that it does nothing.${known.length <= most ? list : ''}`,
  };
}

function meant(given: string, known: readonly string[]): string {
  const near = nearestOf(given, known);
  return near === undefined ? '' : `; the nearest is "${near}"`;
}

function rightForm(given: unknown, wanted: Schema): string {
  if (typeof given === 'string' && isUnquoted(given, wanted)) return `Write ${given} without quotes.`;
  if (wanted.type === 'array' && (typeof given === 'string' || typeof given === 'number')) return `Write it as a list: [${JSON.stringify(given)}].`;
  if (wanted.type === 'array' && given !== null && !Array.isArray(given)) return 'Write a dash before it to make it a list of one.';
  return `Give ${formOf(wanted)}.`;
}

function formOf(wanted: Schema): string {
  const fields = Object.keys(wanted.properties ?? {});
  return fields.length > 0 && fields.length <= MOST_LISTED ? `a map with ${oneOf([...fields].sort())}` : shownType(wanted);
}

function isUnquoted(given: string, { type }: Schema): boolean {
  if (type === 'boolean') return given === 'true' || given === 'false';
  return (type === 'integer' && /^-?\d+$/.test(given)) || (type === 'number' && /^-?\d+(\.\d+)?$/.test(given));
}

const NOUNS = { characters: ['character', 'characters'], items: ['item', 'items'], entries: ['entry', 'entries'] } as const;

function count(number: number, of: keyof typeof NOUNS): string {
  return `${number} ${NOUNS[of][Number(number !== 1)]}`;
}

function boundsText(of: 'value' | keyof typeof NOUNS, least: number | undefined, most: number | undefined): string {
  const text = (number: number) => (of === 'value' ? String(number) : count(number, of));
  if (least !== undefined && most !== undefined) return `The least is ${text(least)}, the most ${text(most)}.`;
  return least === undefined ? `The most is ${text(most ?? 0)}.` : `The least is ${text(least)}.`;
}

function quoted(names: readonly string[]): readonly string[] {
  return names.map((name) => `"${name}"`);
}

function nameOf(field: Field): string {
  return String(field[field.length - 1]);
}

function parentOf(field: Field): string {
  return formatField(field.slice(0, -1));
}
