import { describe, expect, test } from 'vitest';
import { outboxStatusAfter } from '../../../../renderer/domain/outbox-status.ts';
import { recordStatusAfter } from '../../../../renderer/domain/record-status.ts';

const receipts = (['accepted', 'rejected'] as const).map((verdict) => ({ fact: 'ReceiptVerified', verdict }) as const);

describe('a receipt', () => {
  test.each(['acknowledged', 'rejected'] as const)('is final for record and packet: %s stays', (status) => {
    for (const receipt of receipts) {
      expect(recordStatusAfter(status, receipt)).toBe(status);
      expect(outboxStatusAfter(status, receipt)).toBe(status);
    }
  });

  test('leads record and packet to the same place', () => {
    const places = receipts.map((fact) => [recordStatusAfter('sealed', fact), outboxStatusAfter('delivered', fact)]);
    expect(places).toEqual([
      ['acknowledged', 'acknowledged'],
      ['rejected', 'rejected'],
    ]);
  });
});

test('a delivered packet stays delivered, whatever becomes of another upload', () => {
  for (const fact of ['UploadStarted', 'UploadInterrupted', 'UploadCompleted'] as const) {
    expect(outboxStatusAfter('delivered', { fact })).toBe('delivered');
  }
});
