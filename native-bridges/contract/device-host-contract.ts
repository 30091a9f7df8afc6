import * as z from 'zod/mini';
import { fingerCapture } from './capture.ts';
import { fingerPosition, modality } from './modality.ts';
import type { ApiOf, Contract } from './procedure.ts';

/** A device as the registry sees it, opened or not. */
export const deviceSummary = z.object({
  deviceId: z.string(),
  modality,
  model: z.string(),
  /** Where it is plugged in, for the technician: `/dev/ttyUSB0`. */
  port: z.string(),
  state: z.enum(['absent', 'ready', 'capturing', 'faulted']),
  /** Error code of the last failure, if the device is faulted. */
  fault: z.nullable(z.string()),
  simulated: z.boolean(),
});
export type DeviceSummary = z.output<typeof deviceSummary>;

/** What the renderer may ask of the device host. */
export const deviceHostContract = {
  devices: {
    /** Every known device, in the order of the kit profile. */
    list: { args: z.tuple([]), result: z.array(deviceSummary) },
    /**
     * Captures one finger on the kit's fingerprint sensor.
     * Args: captureId (chosen by the caller, names the operation in `cancel` and in progress events), position.
     */
    captureFinger: { args: z.tuple([z.uuid(), fingerPosition]), result: fingerCapture },
    /** Ends a running capture with `CAPTURE_CANCELLED`. Unknown ids are ignored: it may just have ended. */
    cancel: { args: z.tuple([z.uuid()]), result: z.void() },
  },
} satisfies Contract;
export type DeviceHostApi = ApiOf<typeof deviceHostContract>;

/** What the device host tells the renderer. */
export const deviceEventContract = {
  events: {
    captureProgress: {
      args: z.tuple([z.uuid(), z.enum(['waiting', 'imaging', 'transferring']), z.number().check(z.gte(0), z.lte(1))]),
      result: z.void(),
    },
    devicesChanged: { args: z.tuple([z.array(deviceSummary)]), result: z.void() },
  },
} satisfies Contract;
export type DeviceEventApi = ApiOf<typeof deviceEventContract>;
