import { type Manifest, type ManifestFile, PACKET_FORMAT } from '../../electron/contract/packet.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { CODE_LIST_VERSIONS } from '../domain/code-lists.ts';
import type { Draft } from '../domain/draft.ts';

/** What the manifest says beyond the draft. */
export interface ManifestContext {
  readonly packetId: string;
  readonly kioskId: string;
  readonly sequence: number;
  readonly savedAt: string;
  /** True in the training tenant; a simulated device makes it true as well. */
  readonly training: boolean;
}

/** `manifest.json` of a finished draft. Names nobody: the shell sees it when it signs. */
export function buildManifest(draft: Draft, files: readonly ManifestFile[], context: ManifestContext): Manifest {
  const { packetId, kioskId, sequence, savedAt, training } = context;
  const { recordId, driveId, officerId, startedAt, corrections, exceptions, fingers } = draft;
  return {
    format: PACKET_FORMAT,
    packetId,
    recordId,
    kioskId,
    sequence,
    driveId,
    officerId,
    startedAt,
    savedAt,
    training: training || fingers.some((finger) => finger.device.simulated),
    files: [...files],
    exceptions,
    corrections: corrections.map(({ field, reason }) => ({ field, reason, officerId })),
    attestations: [],
  };
}

/** `biodata.json`: the biodata as confirmed, as the roster had it, and every correction with both values. */
export function encodeBiodata(draft: Draft): Bytes {
  const { biodata, rosterBiodata, corrections, biodataConfirmedAt, photoApprovedAt } = draft;
  const codeLists = CODE_LIST_VERSIONS;
  return encodeJson({ biodata, rosterBiodata, corrections, biodataConfirmedAt, photoApprovedAt, codeLists });
}

/** UTF-8 JSON, indented: at the centre, a person may have to read it with nothing but `cat`. */
export function encodeJson(value: unknown): Bytes {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
