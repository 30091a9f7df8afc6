import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { shellError } from '../../../../electron/contract/errors.ts';
import { RECEIPT_JWS_TYPE, type Receipt } from '../../../../electron/contract/receipt.ts';
import { CodedError } from '../../../../native-bridges/contract/errors.ts';
import { applyReceipt, fetchReceipts, type ReceiptPorts } from '../../../../renderer/sync/receipts.ts';
import { createSigningKey, type SigningKey } from '../../../support/in-memory-centre.ts';
import { inventedResident, recordUpToReview } from '../../../support/invented-record.ts';
import { createRig, type KioskRig } from '../../../support/kiosk-rig.ts';

const portsOf = ({ outbox, shell, centre }: KioskRig): ReceiptPorts => ({
  outbox,
  centre: shell.api.centre,
  spool: shell.api.spool,
  receiptKeys: centre.activation.receiptKeys,
  kioskId: centre.activation.kioskId,
  report: (code, sequence) => void shell.reported.push({ code, sequence }),
});

async function rigWithPacket() {
  const rig = await createRig();
  const recordId = await recordUpToReview(rig.drafts);
  const { packetId } = await rig.drafts.seal(recordId);
  const { header } = rig.shell.spooled.get(packetId)!;
  return { rig, ports: portsOf(rig), recordId, packetId, header };
}

/** All that a receipt could touch. */
async function everything({ database, shell }: KioskRig) {
  const { records, captures, outbox, ledger } = database;
  const tables = await Promise.all([records, captures, outbox, ledger].map((table) => table.toArray()));
  return { tables, spooled: [...shell.spooled.keys()] };
}

describe('an accepting receipt', () => {
  test('acknowledges, writes the ledger, empties the spool, and destroys captures and key', async () => {
    const { rig, ports, recordId, packetId, header } = await rigWithPacket();
    const jws = await rig.centre.signReceipt(header);
    expect(await applyReceipt(jws, ports)).toBe('settled');

    const [entry] = await rig.outbox.entries();
    expect(entry).toMatchObject({ status: 'acknowledged', receipt: jws, acknowledgedAt: '2026-11-21T02:00:00.000Z' });
    expect(await rig.database.ledger.toArray()).toMatchObject([{ packetId, recordId, sequence: 1, receipt: jws }]);
    expect(rig.shell.spooled.size).toBe(0);
    expect(await rig.records.get(recordId)).toMatchObject({
      status: 'acknowledged',
      wrappedKey: null,
      sealedDraft: null,
    });
    expect(await rig.database.captures.count()).toBe(0);
  });

  test('another record’s captures are untouched', async () => {
    const { rig, ports, header } = await rigWithPacket();
    const other = await recordUpToReview(rig.drafts, { ...inventedResident, nik: '3275015203889732' });
    await applyReceipt(await rig.centre.signReceipt(header), ports);
    expect(await rig.drafts.readCapture(other, 'photo')).toBeInstanceOf(Uint8Array);
  });

  test('again, it changes nothing', async () => {
    const { rig, ports, header } = await rigWithPacket();
    const jws = await rig.centre.signReceipt(header);
    await applyReceipt(jws, ports);
    const before = await everything(rig);
    expect(await applyReceipt(jws, ports)).toBe('known');
    const later = await rig.centre.signReceipt(header, { verdict: 'rejected', reasons: ['SEAL_INVALID'] });
    expect(await applyReceipt(later, ports)).toBe('known');
    expect(await everything(rig)).toEqual(before);
  });

  test('broken off after the ledger line, the rest is done when the receipt is read again', async () => {
    const { rig, ports, recordId, header } = await rigWithPacket();
    const jws = await rig.centre.signReceipt(header);
    const down = { release: () => Promise.reject(new CodedError('RPC_CLOSED')) };
    expect(await applyReceipt(jws, { ...ports, spool: down })).toBe('settled');
    expect(rig.shell.reported).toContainEqual({ code: 'RPC_CLOSED', sequence: 1 });
    expect(rig.shell.spooled.size).toBe(1);
    expect((await rig.records.get(recordId))?.wrappedKey).not.toBeNull();
    expect(await applyReceipt(jws, ports)).toBe('known');
    expect(rig.shell.spooled.size).toBe(0);
    expect((await rig.records.get(recordId))?.wrappedKey).toBeNull();
  });

  test('broken off there and not read again, sign-in does the rest', async () => {
    const { rig, ports, recordId, header } = await rigWithPacket();
    const jws = await rig.centre.signReceipt(header);
    const down = { release: () => Promise.reject(new CodedError('RPC_CLOSED')) };
    expect(await applyReceipt(jws, { ...ports, spool: down })).toBe('settled');
    const later = await rig.restart();
    expect(await later.reconcile()).toEqual([]);
    expect(later.shell.spooled.size).toBe(0);
    expect((await later.records.get(recordId))?.wrappedKey).toBeNull();
  });
});

describe('a rejecting receipt', () => {
  test('keeps everything and gives its reasons', async () => {
    const { rig, ports, recordId, header } = await rigWithPacket();
    const jws = await rig.centre.signReceipt(header, { verdict: 'rejected', reasons: ['FINGERPRINT_EMPTY'] });
    expect(await applyReceipt(jws, ports)).toBe('settled');
    expect(await rig.outbox.entries()).toMatchObject([{ status: 'rejected', rejectionReasons: ['FINGERPRINT_EMPTY'] }]);
    expect((await rig.records.get(recordId))?.status).toBe('rejected');
    expect((await rig.records.get(recordId))?.wrappedKey).not.toBeNull();
    expect(rig.shell.spooled.size).toBe(1);
    expect(await rig.database.ledger.toArray()).toEqual([]);
  });
});

describe('a record without an accepting receipt', () => {
  test('is not forgotten, whoever asks for it', async () => {
    const { rig, ports, recordId, header } = await rigWithPacket();
    const sealed = await everything(rig);
    await rig.outbox.forgetRecord(recordId);
    expect(await everything(rig)).toEqual(sealed);
    await applyReceipt(await rig.centre.signReceipt(header, { verdict: 'rejected', reasons: [] }), ports);
    const rejected = await everything(rig);
    await rig.outbox.forgetRecord(recordId);
    expect(await everything(rig)).toEqual(rejected);
  });
});

describe('what is not the centre’s word', () => {
  let stranger: SigningKey;
  beforeAll(async () => {
    stranger = await createSigningKey();
  });

  test('any change to what is signed changes nothing and is reported', async () => {
    const { rig, ports, header } = await rigWithPacket();
    const before = await everything(rig);
    const change = fc.oneof(
      fc.uuid({ version: 4 }).map((kioskId) => ({ kioskId })),
      fc.integer({ min: 2, max: 9999 }).map((sequence) => ({ sequence })),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => ({ sha256: Buffer.from(bytes).toString('hex') })),
      fc.constantFrom({ verdict: 'perhaps' }, { receivedAt: 'today' }, { reasons: null }, { sequence: 1.5 }),
    );
    await fc.assert(
      fc.asyncProperty(change, async (altered) => {
        const jws = await rig.centre.signReceipt(header, altered as Partial<Receipt>);
        expect(await applyReceipt(jws, ports)).toBe('forged');
      }),
      { numRuns: 60 },
    );
    expect(await everything(rig)).toEqual(before);
    expect(rig.shell.reported.at(-1)?.code).toBe('RECEIPT_FORGED');
  });

  test('any flipped character of the JWS changes nothing', async () => {
    const { rig, ports, header } = await rigWithPacket();
    const before = await everything(rig);
    const jws = await rig.centre.signReceipt(header);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    // The last character of the signature has two bits that decoders ignore.
    const position = fc.nat(jws.length - 2);
    await fc.assert(
      fc.asyncProperty(position, fc.constantFrom(...alphabet), async (at, character) => {
        fc.pre(jws[at] !== character);
        expect(await applyReceipt(jws.slice(0, at) + character + jws.slice(at + 1), ports)).toBe('forged');
      }),
      { numRuns: 150 },
    );
    expect(await everything(rig)).toEqual(before);
  });

  test('another key, another type, no signature, or no JWS at all', async () => {
    const { rig, ports, header } = await rigWithPacket();
    const before = await everything(rig);
    const genuine = await rig.centre.signReceipt(header);
    const [protectedHeader, payload, signature] = genuine.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const { kid } = rig.centre.receiptKey.publicJwk;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const strangersJws = await stranger.sign(RECEIPT_JWS_TYPE, claims);
    const forgeries = [
      strangersJws,
      // The stranger's signature under the centre's key id.
      `${protectedHeader}.${payload}.${strangersJws.split('.')[2]}`,
      await rig.centre.receiptKey.sign('jemput-manifest+jws', claims),
      `${encode({ alg: 'none', typ: RECEIPT_JWS_TYPE, kid })}.${payload}.`,
      `${encode({ alg: 'HS256', typ: RECEIPT_JWS_TYPE, kid })}.${payload}.${signature}`,
      `${protectedHeader}..${signature}`,
      `${protectedHeader}.${payload}`,
      '',
      'receipt',
    ];
    for (const jws of forgeries) expect(await applyReceipt(jws, ports), jws).toBe('forged');
    expect(await everything(rig)).toEqual(before);
  });

  test('arbitrary text is forged, never an exception', async () => {
    const { ports } = await rigWithPacket();
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        expect(await applyReceipt(text, ports)).toBe('forged');
      }),
    );
  });
});

describe('the list of receipts', () => {
  test('is read page by page, and the cursor stays behind what was applied', async () => {
    const { rig, ports, header } = await rigWithPacket();
    const foreign = { ...header, packetId: '7f3c1c9e-5d5e-4a51-8a3e-0f6f8f1b2c3d', sequence: 99 };
    rig.centre.receiptList.push(await rig.centre.signReceipt(foreign), await rig.centre.signReceipt(foreign));
    rig.centre.receiptList.push(await rig.centre.signReceipt(header));
    expect(await fetchReceipts(ports)).toMatchObject({ settled: 1 });
    expect(await rig.outbox.receiptCursor('BKS-07')).toBe('3');
    expect(await fetchReceipts(ports)).toMatchObject({ settled: 0 });
  });

  test('a spool that lets nothing go holds up no receipt behind it, and sign-in does what is left', async () => {
    const { rig, ports, recordId, header } = await rigWithPacket();
    const other = await recordUpToReview(rig.drafts, { ...inventedResident, nik: '3275015203889732' });
    const second = rig.shell.spooled.get((await rig.drafts.seal(other)).packetId)!;
    rig.centre.receiptList.push(await rig.centre.signReceipt(header), await rig.centre.signReceipt(second.header));
    const stuck = { release: () => Promise.reject(shellError('SPOOL_UNWRITABLE')) };
    expect(await fetchReceipts({ ...ports, spool: stuck })).toEqual({ settled: 2, trusted: true });
    expect(await rig.outbox.receiptCursor('BKS-07')).toBe('2');
    expect((await rig.outbox.entries()).map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged']);
    expect(rig.shell.reported).toEqual([
      { code: 'SPOOL_UNWRITABLE', sequence: 1 },
      { code: 'SPOOL_UNWRITABLE', sequence: 2 },
    ]);

    const later = await rig.restart();
    await later.reconcile();
    expect(later.shell.spooled.size).toBe(0);
    for (const id of [recordId, other]) expect((await later.records.get(id))?.wrappedKey).toBeNull();
  });

  test('a forgery in a page does not hold up the rest, and the page is read again next time', async () => {
    const { rig, ports, header } = await rigWithPacket();
    rig.centre.receiptList.push('forged', await rig.centre.signReceipt(header));
    expect(await fetchReceipts(ports)).toMatchObject({ settled: 1 });
    expect(await rig.outbox.receiptCursor('BKS-07')).toBe('');
    rig.centre.receiptList[0] = rig.centre.receiptList[1]!;
    expect(await fetchReceipts(ports)).toMatchObject({ settled: 0 });
    expect(await rig.outbox.receiptCursor('BKS-07')).toBe('2');
  });
});
