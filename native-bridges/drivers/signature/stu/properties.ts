import type { StuCapability, StuEncoding } from '../../../framing/stu-reports.ts';

/** Wacom's USB vendor id. */
export const WACOM_VENDOR_ID = 0x056a;

/** USB product ids of the STU family (SDK: first and last); other Wacom devices are tablets and screens. */
const STU_PRODUCT_IDS = { first: 0x00a1, last: 0x00af } as const;

/** True for a pad of the family, also one that is not in {@link STU_MODELS}. */
export const isStuProduct = (vendorId: number, productId: number): boolean =>
  vendorId === WACOM_VENDOR_ID && productId >= STU_PRODUCT_IDS.first && productId <= STU_PRODUCT_IDS.last;

/** What the data sheet says of one model. Encodings are left out of what stands for an unanswered capability. */
export interface StuModel {
  /** As the pad calls itself in its information report. */
  readonly name: string;
  readonly productId: number;
  readonly capability: Omit<StuCapability, 'encodings'>;
  /** The best its screen takes over HID. */
  readonly encoding: StuEncoding;
}

const sheet = (
  maxX: number,
  maxY: number,
  maxPressure: number,
  screenWidth: number,
  screenHeight: number,
): StuModel['capability'] => ({ maxX, maxY, maxPressure, screenWidth, screenHeight, reportRate: 200 });

/**
 * Writing surfaces at 2,540 units an inch, screens and pressure levels of Wacom's data sheets; product ids of the SDK.
 * Other public tables have those of STU-300 and STU-500 exchanged, so that the name which the pad gives itself decides
 * where it gives one.
 */
export const STU_MODELS: readonly StuModel[] = Object.freeze([
  { name: 'STU-500', productId: 0x00a1, capability: sheet(10240, 7680, 511, 640, 480), encoding: 'mono' },
  { name: 'STU-300', productId: 0x00a2, capability: sheet(9900, 2500, 511, 396, 100), encoding: 'mono' },
  { name: 'STU-520', productId: 0x00a3, capability: sheet(10800, 6480, 511, 800, 480), encoding: 'colour16' },
  { name: 'STU-430', productId: 0x00a4, capability: sheet(9600, 6000, 1023, 320, 200), encoding: 'mono' },
  { name: 'STU-530', productId: 0x00a5, capability: sheet(10800, 6480, 1023, 800, 480), encoding: 'colour24' },
  { name: 'STU-430V', productId: 0x00a6, capability: sheet(9600, 6000, 1023, 320, 200), encoding: 'mono' },
  { name: 'STU-540', productId: 0x00a8, capability: sheet(10800, 6480, 1023, 800, 480), encoding: 'colour24' },
  { name: 'STU-541', productId: 0x00a9, capability: sheet(10800, 6480, 1023, 800, 480), encoding: 'colour24' },
]);

/** How long we are willing to wait for a pad. All in milliseconds. */
export interface StuTiming {
  /** Opening and greeting. */
  readonly connect: number;
  /** One feature report, either way. USB itself gives up after five seconds. */
  readonly report: number;
  /** A whole image: 4,554 reports for 800×480 in colour, at one to two milliseconds each. */
  readonly image: number;
  /** Without a sample for so long, the pad is asked whether it is still there. */
  readonly idle: number;
  /** How long officer and resident may take from the start of a signing to its end. */
  readonly signing: number;
}

export const STU_TIMING: StuTiming = Object.freeze({
  connect: 8_000,
  report: 2_000,
  image: 30_000,
  idle: 5_000,
  signing: 300_000,
});
