import type { ConformanceCase } from '../case';
import { bookinfo } from './bookinfo';
import { tls } from './tls';

/** Every case, one a line. */
export const conformanceCases: readonly ConformanceCase[] = [
  bookinfo,
  tls,
];
