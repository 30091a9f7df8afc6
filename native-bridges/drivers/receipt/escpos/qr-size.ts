/** Bytes that versions 1 to 40 hold with error correction M (ISO/IEC 18004, table 7, 8-bit byte mode). */
const CAPACITY_M: readonly number[] = [
  ...[14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666],
  ...[
    711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
  ],
];

/** Light modules that a code needs on each side. */
const QUIET_MODULES = 4;
/** 0.375 mm at 203 dots an inch: smaller modules run together on thermal paper. */
const MIN_MODULE_DOTS = 3;
/** 1 mm: larger ones only cost paper. */
const MAX_MODULE_DOTS = 8;

/**
 * The largest module with which a QR code of so many bytes fits on the paper. A printer that is given a larger one
 * prints nothing and says nothing.
 *
 * @throws RangeError where the code would not be readable, or holds more than any
 */
export function qrModuleDots(byteCount: number, widthDots: number): number {
  const version = CAPACITY_M.findIndex((capacity) => byteCount <= capacity) + 1;
  const modules = 17 + 4 * version + 2 * QUIET_MODULES;
  const dots = Math.min(MAX_MODULE_DOTS, Math.floor(widthDots / modules));
  if (version === 0 || dots < MIN_MODULE_DOTS)
    throw new RangeError(`QR code of ${byteCount} bytes on ${widthDots} dots`);
  return dots;
}
