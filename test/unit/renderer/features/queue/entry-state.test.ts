import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatsOf } from '../../../../../renderer/features/formats.ts';
import { entryChip, nextStep } from '../../../../../renderer/features/queue/entry-state.ts';
import type { QueueEntry, QueueState } from '../../../../../renderer/features/session.ts';
import { id } from '../../../../../renderer/locales/id.ts';
import { queueEntry } from './queue-entry.ts';

const ONLINE: QueueState = {
  link: 'online',
  linkError: null,
  paused: false,
  reconciliation: { recorded: 1, acknowledged: 0, waiting: 1, rejected: 0, missingSequences: [] },
};

describe('an entry of the queue', () => {
  beforeAll(async () => {
    await i18next.init({ lng: 'id', resources: { id: { translation: id } }, interpolation: { escapeValue: false } });
  });
  const next = (entry: Partial<QueueEntry>, state: Partial<QueueState> = {}) => {
    const t = i18next.getFixedT('id');
    return nextStep(queueEntry(entry), { ...ONLINE, ...state }, t, formatsOf('id', t));
  };

  it('waits for its turn, for a link, or for the officer', () => {
    expect(next({})).toBe('Dikirim setelah berkas sebelumnya');
    expect(next({}, { link: 'offline' })).toBe('Dikirim begitu ada jaringan');
    expect(next({}, { paused: true, link: 'offline' })).toBe('Dilanjutkan setelah jeda dibuka');
  });

  it('says why it is late and when it tries again', () => {
    const nextTryAt = new Date(2026, 10, 18, 14, 5).toISOString();
    expect(next({ lastError: 'CENTRE_FAILED', nextTryAt })).toBe('Pusat sedang terganggu · coba lagi pukul 14.05');
    expect(next({ lastError: 'PACKET_MISSING' })).toBe('Berkas tidak ada di penyimpanan');
  });

  it('names the byte from which it goes on', () => {
    expect(next({ status: 'sending', sentBytes: 952_110 })).toBe('Lanjut dari byte 952.110 bila putus');
  });

  it('gives the reasons of a rejection in words, an unknown one as its code', () => {
    const rejectionReasons = ['FINGERPRINT_EMPTY', 'NEW_REASON', 'other'];
    expect(next({ status: 'rejected', rejectionReasons })).toBe(
      'Rekam ulang: sidik jari kosong, kode NEW_REASON, kode other',
    );
    expect(next({ status: 'rejected' })).toBe('Tanyakan alasannya ke dinas');
  });

  it('is green only with a valid receipt', () => {
    const states = (['waiting', 'sending', 'delivered', 'rejected', 'acknowledged'] as const).map(
      (status) => entryChip(queueEntry({ status }), i18next.getFixedT('id')).state,
    );
    expect(states).toEqual(['idle', 'note', 'note', 'stop', 'good']);
    expect(entryChip(queueEntry({ lastError: 'CENTRE_FAILED' }), i18next.getFixedT('id')).state).toBe('look');
  });
});
