import pico from 'picocolors';
import type { Outcome } from '../router/outcome';
import type { Trace } from '../router/trace';
import { lineOf, type Locate } from '../values/origin';
import type { Asked } from './route-asked';
import { detailsOf } from './route-details';
import { settledTrace } from './route-settled';
import { commonStages, stagesOf, type Stage } from './route-stages';
import { formatAnswer } from './route-words';
import { printable } from './words';

type Colors = ReturnType<typeof pico.createColors>;

const COLORS: Readonly<Record<Outcome['kind'], 'green' | 'blue' | 'red' | 'yellow'>> = {
  'forwarded': 'green', 'redirected': 'blue', 'answered': 'blue', 'unreachable': 'red', 'denied': 'red', 'refused': 'red', 'rejected': 'red',
  'depends-on-order': 'yellow', 'unknown': 'yellow', 'unsupported': 'yellow',
};

export interface RouteTextOptions extends Asked {
  readonly colors: boolean;
}

/** What becomes of a request, in one line without its end: `refused: no-route (404)`. */
export function formatOutcome(outcome: Outcome): string {
  return printable(formatAnswer(outcome));
}

/**
 * The stages that a request went through, each in an indented line; empty where it came nowhere.
 *
 * @param locate finds the lines of routes; @default - those that the objects begin at
 */
export function formatTrace(trace: Trace, locate: Locate = lineOf): string {
  return formatStages(stagesOf(trace, locate), pico.createColors(false));
}

/** The answer for a person at a terminal: what becomes of the request, the way to that, and what else there is to say. */
export function formatRoute(outcome: Outcome, options: RouteTextOptions): string {
  const colors = pico.createColors(options.colors);
  const stages = [...wayTo(outcome, options.locate), ...detailsOf(outcome, options)];
  return [colors.bold(colors[COLORS[outcome.kind]](formatOutcome(outcome))), formatStages(stages, colors)].filter((part) => part !== '').map((part) => `${part}\n`).join('');
}

// As far as it does not hang on what is not known.
function wayTo(outcome: Outcome, locate: Locate): readonly Stage[] {
  if (outcome.kind === 'depends-on-order') return commonStages(outcome.outcomes, locate);
  return stagesOf(settledTrace(outcome), locate);
}

const WIDTH = 'virtual host'.length;

function formatStages(stages: readonly Stage[], colors: Colors): string {
  return stages.map(({ label, text }) => `  ${colors.dim(label.padEnd(WIDTH))}  ${printable(text)}`).join('\n');
}
