/** `2001-12-31` as officers and cards write it: `31-12-2001`. */
export function dayFromIso(iso: string): string {
  return iso.split('-').reverse().join('-');
}

/** `31-12-2001` (or eight digits) as an ISO date; null where the calendar has no such day. */
export function isoFromDay(day: string): string | null {
  const match = /^(\d{2})-?(\d{2})-?(\d{4})$/.exec(day.trim());
  if (!match) return null;
  const iso = `${match[3]}-${match[2]}-${match[1]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
