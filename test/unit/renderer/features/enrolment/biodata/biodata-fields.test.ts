import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { biodata as biodataShape } from '../../../../../../renderer/domain/biodata.ts';
import {
  choicesOf,
  EDITABLE_FIELDS,
  READ_FIELDS,
  spokenValue,
  withField,
} from '../../../../../../renderer/features/enrolment/biodata/biodata-fields.ts';
import { correctionsOf } from '../../../../../../renderer/features/enrolment/biodata/corrections.ts';
import { formatsOf } from '../../../../../../renderer/features/formats.ts';
import { id } from '../../../../../../renderer/locales/id.ts';
import { inventedDraft } from './invented-draft.ts';

describe('biodata on screen', () => {
  beforeAll(async () => {
    await i18next.init({ lng: 'id', resources: { id: { translation: id } } });
  });
  const { biodata } = inventedDraft();
  const spoken = (field: (typeof READ_FIELDS)[number], changes: Partial<typeof biodata> = {}) => {
    const t = i18next.getFixedT('id');
    return spokenValue({ ...biodata, ...changes }, field, t, formatsOf('id', t));
  };

  it('reads every element of the record aloud but the code of the village', () => {
    const fields = Object.keys(biodataShape.shape).filter((field) => field !== 'villageCode');
    expect([...READ_FIELDS].sort()).toEqual(fields.sort());
  });

  it('says values as people say them', () => {
    expect(spoken('birthDate')).toBe('12 Maret 2008');
    expect(spoken('sex')).toBe('Perempuan');
    expect(spoken('nik')).toBe('320106 520308 9007');
    expect(spoken('religionCode')).toBe('Islam');
    expect(spoken('religionCode', { religionCode: 99 })).toBe('Kode 99');
  });

  it('keeps a code that no list knows among the choices', () => {
    const t = i18next.getFixedT('id');
    expect(choicesOf('bloodTypeCode', 77, t)[0]).toEqual({ value: '77', label: 'Kode 77' });
    expect(choicesOf('bloodTypeCode', 1, t)).toHaveLength(13);
  });

  it('puts an edited value back in its own type', () => {
    for (const field of EDITABLE_FIELDS) {
      const edited = withField(biodata, field, String(biodata[field]));
      expect(edited).toEqual(biodata);
    }
    expect(withField(biodata, 'occupationCode', '9').occupationCode).toBe(9);
  });
});

describe('correctionsOf', () => {
  it('has both values and the reason of each change, and leaves out a change without a reason', () => {
    const draft = inventedDraft();
    const edited = { ...draft.biodata, name: 'SITI NURHALIZAH', rt: '009' };
    expect(correctionsOf(draft, edited, { name: 'spelling' })).toEqual([
      { field: 'name', before: 'SITI NURHALIZA', after: 'SITI NURHALIZAH', reason: 'spelling' },
    ]);
  });

  it('forgets the reason of a field that is as before again', () => {
    const draft = inventedDraft();
    expect(correctionsOf(draft, draft.biodata, { name: 'spelling' })).toEqual([]);
  });

  it('has none for a resident who is not in the roster', () => {
    const draft = { ...inventedDraft(), rosterBiodata: null };
    expect(correctionsOf(draft, { ...draft.biodata, rt: '009' }, { rt: 'moved' })).toEqual([]);
  });
});
