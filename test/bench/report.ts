import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ratio } from './pairs';

/** A ratio with what it is of. */
export interface Result {
  readonly what: string;
  readonly ratio: Ratio;
}

const README = join(__dirname, 'README.md');

/** Prints the results and, where the command line says `--write`, puts them into the README. */
export function report(benchmark: string, aim: number, results: readonly Result[]): void {
  for (const { what, ratio } of results) {
    const { median, min, max, pairs } = ratio;
    process.stdout.write(`${what}: ${format(median)} times bare ApiObjects (${format(min)} to ${format(max)}, ${pairs} pairs); the aim is at most ${aim}\n`);
  }
  if (process.argv.includes('--write')) writeResults(benchmark, results);
}

/** Puts the results into the README. */
export function writeResults(benchmark: string, results: readonly Result[]): void {
  writeFileSync(README, replaced(readFileSync(README, 'utf8'), benchmark, table(results)));
}

function table(results: readonly Result[]): string {
  const date = new Date().toISOString().slice(0, 10);
  const row = ({ what, ratio: { median, min, max, pairs } }: Result) => (
    `| ${[what, `**${format(median)}**`, format(min), format(max), pairs, process.version, date].join(' | ')} |`
  );
  return ['| what | ratio, median | min | max | pairs | Node | date |', '|---|---|---|---|---|---|---|', ...results.map(row)].join('\n');
}

function replaced(text: string, benchmark: string, content: string): string {
  const [begin, end] = [`<!-- ${benchmark} -->`, `<!-- end of ${benchmark} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no place for the results: put "${begin}" and "${end}" on lines of their own`);
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}

function format(ratio: number): string {
  return ratio.toFixed(2);
}
