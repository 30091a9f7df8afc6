import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { OpenVault, RecordCipher, Vault } from '../../renderer/vault/vault.ts';

/**
 * A vault that hides nothing, for one purpose: to prove that a byte search of the profile would find a person if the
 * real vault did not hide them. A test composes a kiosk with it; production code has no such switch.
 */
export const openPlaintextVault: OpenVault = async () => plaintextVault();

function plaintextVault(): Vault {
  return {
    createRecordKey: async () => new Uint8Array(),
    openRecord: async () => plaintextCipher,
    seal: async (_context, plaintext) => plaintext,
    open: async (_context, sealed) => sealed,
    blindIndex: async (identifier) => identifier,
    lock: () => undefined,
  };
}

const same = async (_name: string, bytes: Bytes): Promise<Bytes> => bytes;
const plaintextCipher: RecordCipher = { seal: same, open: same };
