import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordingState } from '../../../../../renderer/features/drive/recording-state.ts';
import { formatsOf } from '../../../../../renderer/features/formats.ts';
import type { OwnRecording } from '../../../../../renderer/features/session.ts';
import { id } from '../../../../../renderer/locales/id.ts';

const RECORD_ID = '11111111-1111-4111-8111-111111111111';

describe('recordingState', () => {
  beforeAll(async () => {
    await i18next.init({ lng: 'id', resources: { id: { translation: id } } });
  });
  const of = (centreStatus: string, own: OwnRecording | null = null) => {
    const t = i18next.getFixedT('id');
    return recordingState(centreStatus, own, t, formatsOf('id', t));
  };

  it('lets a resident who was never recorded be recorded', () => {
    expect(of('UNREGISTERED')).toEqual({ state: 'note', word: 'Belum rekam', recorded: false, draftId: null });
  });

  it.each(['PRINT_READY_RECORD', 'SENT_FOR_ENROLLMENT', 'DUPLICATE_RECORD', 'CARD_ISSUED', 'SOMETHING_NEW'])(
    'asks before a second recording of %s',
    (status) => {
      expect(of(status).recorded).toBe(true);
    },
  );

  it('does not ask where the centre wants a new recording', () => {
    expect(of('ENROLL_FAILURE_AT_CENTRAL').recorded).toBe(false);
    expect(of('CARD_ISSUED', { recordId: RECORD_ID, state: 'rejected', at: '2026-11-18T02:00:00.000Z' }).recorded).toBe(
      false,
    );
  });

  it('shows a status it does not know as it came', () => {
    expect(of('SOMETHING_NEW')).toMatchObject({ state: 'look', word: 'SOMETHING_NEW' });
  });

  it('believes this kit before the roster, which is older', () => {
    const at = new Date(new Date().setHours(9, 40, 0, 0)).toISOString();
    expect(of('UNREGISTERED', { recordId: RECORD_ID, state: 'saved', at })).toEqual({
      state: 'good',
      word: 'Direkam hari ini 09.40',
      recorded: true,
      draftId: null,
    });
    expect(of('UNREGISTERED', { recordId: RECORD_ID, state: 'draft', at }).draftId).toBe(RECORD_ID);
  });
});
