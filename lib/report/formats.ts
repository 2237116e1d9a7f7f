import { formatConsole } from './console';
import { formatGithub } from './github';
import { formatJson } from './json';
import type { Format } from './report';
import { formatSarif } from './sarif';

/** Every format of a report, by the name that users give it. */
export const formats: Readonly<Record<string, Format>> = {
  text: formatConsole,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
};
