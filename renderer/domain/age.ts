/**
 * From this age a resident is recorded ("pemula"), so that the card is ready on the seventeenth birthday.
 * Source: Dukcapil practice, e.g. Disdukcapil Ngawi 2024: residents of 16 recorded, not yet printed.
 */
export const RECORDING_AGE = 16;

/** From this age a card is due; earlier for who is or was married. Source: UU 24/2013, article 63(1). */
export const CARD_AGE = 17;

/**
 * Completed years on a day; who was born on 29 February completes a year on 1 March where there is no 29 February.
 *
 * @param birthDate ISO date `YYYY-MM-DD`
 * @param day ISO date `YYYY-MM-DD`
 * @returns years, negative where `day` lies before the birth
 */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
