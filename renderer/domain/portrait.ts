import type { Biodata } from './biodata.ts';

/** The wall behind the portrait. */
export type PortraitBackground = 'red' | 'blue' | 'orange';

/**
 * Background colour of the portrait: red for an odd birth year, blue for an even one, orange for foreigners.
 * Source: guidance of Disdukcapil Trenggalek (20 June 2025) and Disdukcapil Luwu; both agree.
 */
export function portraitBackground({
  citizenship,
  birthDate,
}: Pick<Biodata, 'citizenship' | 'birthDate'>): PortraitBackground {
  if (citizenship === 'WNA') return 'orange';
  return Number(birthDate.slice(0, 4)) % 2 === 0 ? 'blue' : 'red';
}
