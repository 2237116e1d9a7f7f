import { ApiObject, Testing, type Chart } from 'cdk8s';
import { groupKindOf } from '../../../lib/values/object-ref';
import { newChart } from '../../support';
import { codeOf } from './code';
import { fieldsIn, fieldsOf, type Field } from './crd-fields';
import type { Reason, Run, Section } from './samples';

/** A field, and the code that sets it in every place that the table is about. */
export interface Row extends Field {
  /** A statement each; empty where no sample sets the field. */
  readonly code: readonly string[];
  readonly reason?: Reason;
}

/** A table, filled by running its samples. */
export interface Table {
  readonly section: Section;
  readonly rows: readonly Row[];
  /** Code of samples that are the first to set no field, and so prove nothing. */
  readonly idle: readonly string[];
}

/** The tables of some sections. What several places have alike is told by the section for most of them. */
export function tablesOf(sections: readonly Section[]): readonly Table[] {
  const told = new Set<string>();
  const byPlaces = [...sections].sort((a, b) => b.places.length - a.places.length);
  const tables = new Map(byPlaces.map((section) => {
    const fields = fieldsFor(section, told);
    for (const { name } of fields) for (const { path } of section.places) told.add(`${section.kind} ${inPlace(path, name)}`);
    return [section, tableOf(section, fields)];
  }));
  return sections.map((section) => tables.get(section) as Table);
}

/** A chart with what a sample makes. */
export function chartOf(run: Run, place = 0): Chart {
  const chart = newChart({ app: Testing.app() });
  run(chart, place);
  return chart;
}

function fieldsFor({ kind, places: [first, ...others] }: Section, told: ReadonlySet<string>): readonly Field[] {
  const all = fieldsOf(kind).filter(({ name }) => !told.has(`${kind} ${name}`));
  const names = new Set(all.map(({ name }) => name));
  const start = inPlace(first.path, '');
  const below = all.filter(({ name }) => name.startsWith(start)).map(({ name, type }) => ({ name: name.slice(start.length), type }));
  return below.filter(({ name }) => others.every(({ path }) => names.has(inPlace(path, name))));
}

function tableOf(section: Section, fields: readonly Field[]): Table {
  const code = codeOf(section.file);
  const [ofSamples, ofLastResorts] = [code.of('samples'), code.of('lastResorts')];
  const candidates: readonly Candidate[] = [
    ...section.samples.map((run, index) => ({ sets: setBy(section, run), code: ofSamples[index] })),
    ...section.lastResorts.map(({ run, ...reason }, index) => ({ sets: setBy(section, run), code: ofLastResorts[index], reason })),
  ];
  const firsts = fields.map(({ name }) => candidates.find(({ sets }) => sets(name)));
  return {
    section,
    rows: fields.map((field, index) => ({ ...field, code: firsts[index]?.code ?? [], ...(firsts[index]?.reason && { reason: firsts[index].reason }) })),
    idle: candidates.filter((each) => !firsts.includes(each)).map((each) => each.code.join(' ')),
  };
}

interface Candidate {
  sets(name: string): boolean;
  readonly code: readonly string[];
  readonly reason?: Reason;
}

/** Which fields a sample sets, in all places. */
function setBy({ kind, places }: Section, run: Run): (name: string) => boolean {
  const inPlaces = places.map(({ path }, index) => ({ path, given: new Set(specsOf(chartOf(run, index), kind).flatMap((spec) => [...fieldsIn(kind, spec)])) }));
  return (name) => inPlaces.every(({ path, given }) => given.has(inPlace(path, name)));
}

function specsOf(chart: Chart, kind: string): readonly unknown[] {
  const objects = chart.node.findAll().filter((each) => each instanceof ApiObject).map((each) => each.toJson() as { spec: unknown });
  return objects.filter((object) => groupKindOf(object as never) === kind).map(({ spec }) => spec);
}

function inPlace(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
