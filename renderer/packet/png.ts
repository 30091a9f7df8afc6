import type { Bytes } from '../../native-bridges/contract/bytes.ts';

/** The eight bytes every PNG begins with (PNG specification, 5.2). */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** True if the bytes begin as a PNG does. */
export const isPng = (file: Bytes): boolean => PNG_SIGNATURE.every((byte, index) => file[index] === byte);
