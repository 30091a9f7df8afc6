/** Mulberry32: a small generator, so that 200,000 frames cost a second and one seed of fast-check tells them all. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A line of frames: a third are whole, a third damaged (a byte changed, dropped or doubled, or the end cut off), the
 * rest noise.
 *
 * @param makeFrame one well-formed frame
 */
export function mutatedLine(seed: number, count: number, makeFrame: (random: () => number) => Uint8Array): Uint8Array {
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const parts = Array.from({ length: count }, () => {
    const kind = below(3);
    if (kind === 2) return Array.from({ length: below(40) }, () => below(256));
    const frame = [...makeFrame(random)];
    if (kind === 0) return frame;
    const at = below(frame.length);
    const damage = below(4);
    if (damage === 0) frame[at] = below(256);
    else if (damage === 1) frame.splice(at, 1);
    else if (damage === 2) frame.splice(at, 0, frame[at]!);
    else frame.length = at;
    return frame;
  });
  return Uint8Array.from(parts.flat());
}

/** Cuts bytes into chunks of 1 to 64, as a line would. */
export function* inPieces(bytes: Uint8Array, random: () => number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + Math.floor(random() * 64);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
