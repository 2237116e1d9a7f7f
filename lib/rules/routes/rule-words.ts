import type { MatchPlace } from '../../model/shadowed-matches';
import type { VirtualService } from '../../model/virtual-service';
import type { Section } from '../../model/section';
import type { Place } from '../define-rule';

/** `HTTP rule 2`, or with the name that it has. They are counted from 1. */
export function ruleName(service: VirtualService, section: Section, { rule }: MatchPlace): string {
  const name = section === 'http' ? service.http[rule]?.name : undefined;
  return `${section.toUpperCase()} rule ${rule + 1}${name === undefined || name === '' ? '' : ` ("${name}")`}`;
}

/** A rule, or a match of it, as the place of a finding. */
export function placeIn(service: VirtualService, section: Section, { rule, match }: MatchPlace): Place {
  const { ref, origin } = service;
  const field = ['spec', section, rule, ...(match === undefined ? [] : ['match', match])];
  return { ref, origin, field, detail: `${ruleName(service, section, { rule })}${match === undefined ? '' : `, match ${match + 1}`}` };
}
