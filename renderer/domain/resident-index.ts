import type { Resident } from '../../electron/contract/siak-api.ts';

/** Residents prepared for searching. Built once after loading; a search reads it through once. */
export class ResidentIndex {
  readonly #entries: readonly IndexedResident[];

  constructor(residents: Iterable<Resident>) {
    this.#entries = Array.from(residents, (resident) => ({
      resident,
      foldedName: foldName(resident.name),
      words: foldName(resident.name).split(' '),
    }));
  }

  get size(): number {
    return this.#entries.length;
  }

  /**
   * Residents by NIK or name, best first. Digits (spaces ignored) match the start of the NIK before its inside; words
   * match the start of any word of the name, all of them, in any order. An empty query matches nobody.
   */
  search(query: string, limit: number): readonly Resident[] {
    const digits = query.replace(/\s/g, '');
    const rank = /^\d+$/.test(digits) ? rankByNik(digits) : rankByName(foldName(query));
    const matches: { readonly entry: IndexedResident; readonly rank: number }[] = [];
    for (const entry of this.#entries) {
      const entryRank = rank(entry);
      if (entryRank !== null) matches.push({ entry, rank: entryRank });
    }
    matches.sort((a, b) => a.rank - b.rank || compareEntries(a.entry, b.entry));
    return matches.slice(0, limit).map(({ entry }) => entry.resident);
  }
}

interface IndexedResident {
  readonly resident: Resident;
  readonly foldedName: string;
  readonly words: readonly string[];
}

/** Rank of a resident for the query, 0 best; null: no match. */
type Rank = (entry: IndexedResident) => number | null;

/** Shorter inner pieces of a NIK would match half the village: most share region and year. */
const SHORTEST_INNER_MATCH = 4;

function rankByNik(digits: string): Rank {
  return ({ resident: { nik } }) => {
    if (nik.startsWith(digits)) return 0;
    return digits.length >= SHORTEST_INNER_MATCH && nik.includes(digits) ? 1 : null;
  };
}

function rankByName(folded: string): Rank {
  const wanted = folded.split(' ').filter((word) => word !== '');
  if (wanted.length === 0) return () => null;
  return ({ foldedName, words }) => {
    if (!wanted.every((word) => words.some((candidate) => candidate.startsWith(word)))) return null;
    if (foldedName === folded) return 0;
    if (foldedName.startsWith(folded)) return 1;
    return words[0]?.startsWith(wanted[0] ?? '') ? 2 : 3;
  };
}

function compareEntries(a: IndexedResident, b: IndexedResident): number {
  if (a.foldedName !== b.foldedName) return a.foldedName < b.foldedName ? -1 : 1;
  return a.resident.nik < b.resident.nik ? -1 : 1;
}

/**
 * A name as it is compared: lower case, no diacritics, apostrophes dropped (Ma'ruf, Ma’ruf and Maruf are one), every
 * other mark a space.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘ʼ`´]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
