import type { Chart } from 'cdk8s';
import type { DestinationPolicy } from '../../../lib';
import type { GroupKind } from '../../../lib/values/object-ref';

/** Why a field has no option of its own. */
export interface Reason {
  /** In a sentence. */
  readonly because: string;
  /** The fields to use in its place, each by its name or by what all such fields begin with; undefined where nothing is to be said. */
  readonly use?: readonly string[];
  /** The rule of this package that refuses it, as Istio does. */
  readonly refusedBy?: string;
}

/** Code that sets a field without an option of its own: a patch, typed by the wire type of what it puts there. */
export interface LastResort<Given> extends Reason {
  code(given: Given): unknown;
}

/** Where an object has a part, and the code that puts it there. */
export interface Place<Part> {
  readonly path: string;
  /** The same as a JSON pointer. */
  readonly at: string;
  put(chart: Chart, part: Part): DestinationPolicy;
}

/** A table of fields, with samples in the order in which they count: the first that sets a field stands for it. */
export interface Section {
  readonly kind: GroupKind;
  /** Where its samples are: lists `samples`, `lastResorts` and `places`, and what they take for granted. */
  readonly file: string;
  /** Of a table of a part of a kind. */
  readonly title?: string;
  readonly places: ReadonlyArray<Pick<Place<never>, 'path' | 'at'>>;
  readonly samples: readonly Run[];
  readonly lastResorts: ReadonlyArray<Reason & { readonly run: Run }>;
}

/** Runs a sample on a chart, for the place of an index. */
export type Run = (chart: Chart, place: number) => unknown;

interface KindSamples<Given> extends Pick<Section, 'kind' | 'file'> {
  given(chart: Chart): Given;
  readonly samples: ReadonlyArray<(given: Given) => unknown>;
  readonly lastResorts?: ReadonlyArray<LastResort<Given>>;
}

/** Of a kind as a whole. */
export function ofKind<Given>({ given, samples, lastResorts = [], ...rest }: KindSamples<Given>): Section {
  return {
    ...rest, places: [{ path: '', at: '/spec' }],
    samples: samples.map((sample): Run => (chart) => sample(given(chart))),
    lastResorts: lastResorts.map(({ code, ...reason }) => ({ ...reason, run: (chart) => code(given(chart)) })),
  };
}

interface PartSamples<Part> extends Pick<Section, 'kind' | 'file' | 'title'> {
  readonly places: ReadonlyArray<Place<Part>>;
  readonly samples: ReadonlyArray<() => Part>;
  /** What is patched: the policy, and where in it. */
  readonly lastResorts?: ReadonlyArray<LastResort<{ readonly policy: DestinationPolicy; readonly at: string }>>;
  /** What a policy says before it is patched. */
  readonly patched: Part;
}

/** Of a part that an object has in several places, with the same options. */
export function ofPart<Part>({ samples, lastResorts = [], places, patched, ...rest }: PartSamples<Part>): Section {
  return {
    ...rest, places,
    samples: samples.map((sample): Run => (chart, index) => places[index].put(chart, sample())),
    lastResorts: lastResorts.map(({ code, ...reason }) => ({
      ...reason, run: (chart, index) => code({ policy: places[index].put(chart, patched), at: places[index].at }),
    })),
  };
}
