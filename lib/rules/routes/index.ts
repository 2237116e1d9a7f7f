import type { Rule } from '../define-rule';
import { routesOverlap } from './routes-overlap';

/** The rules of routes: MESH4xx. */
export const routeRules: readonly Rule[] = [routesOverlap];
