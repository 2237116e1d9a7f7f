import { oneOf } from '../values/words';
import { UsageError } from './command';

/** The one of these formats that a user names. */
export function formatNamed<Format>(name: string, formats: Readonly<Record<string, Format>>): Format {
  if (!Object.hasOwn(formats, name)) throw new UsageError(`there is no format "${name}"; use ${oneOf(Object.keys(formats))}`);
  return formats[name];
}
