import { useTranslation } from 'react-i18next';
import { DateField } from '../../../components/date-field.tsx';
import { SelectField, TextField } from '../../../components/field.tsx';
import type { Biodata } from '../../../domain/biodata.ts';
import { choicesOf, type EditableField, isCodedField, withField } from './biodata-fields.ts';

/** Longest name of Permendagri 73/2022, article 4(2): 60 letters with spaces. Older records keep what they have. */
const LONGEST_NAME = 60;

export interface BiodataFieldControlProps {
  readonly field: EditableField;
  readonly biodata: Biodata;
  readonly onChange: (biodata: Biodata) => void;
  readonly onBlur: () => void;
}

/** The control that fits a field: a list for codes, a date, digits, or text. */
export function BiodataFieldControl({ field, biodata, onChange, onBlur }: BiodataFieldControlProps) {
  const { t } = useTranslation();
  const value = String(biodata[field]);
  const common = {
    label: t(`biodata.fields.${field}`),
    value,
    onChange: (text: string) => onChange(withField(biodata, field, text)),
    onBlur,
  };
  if (isCodedField(field)) return <SelectField {...common} options={choicesOf(field, biodata[field], t)} />;
  switch (field) {
    case 'sex':
      return <SelectField {...common} options={(['male', 'female'] as const).map(sexOption)} />;
    case 'citizenship':
      return <SelectField {...common} options={(['WNI', 'WNA'] as const).map(citizenshipOption)} />;
    case 'birthDate':
      return <DateField {...common} example={t('biodata.dateExample')} />;
    case 'nik':
    case 'familyCardNumber':
      return <TextField {...common} digits />;
    case 'rt':
    case 'rw':
      return <TextField {...common} digits width="narrow" maxLength={3} />;
    case 'name':
      return <TextField {...common} width="wide" maxLength={Math.max(LONGEST_NAME, value.length)} />;
    case 'address':
      return <TextField {...common} width="wide" />;
    case 'birthPlace':
      return <TextField {...common} />;
  }

  function sexOption(sex: Biodata['sex']) {
    return { value: sex, label: t(`biodata.sexes.${sex}`) };
  }

  function citizenshipOption(citizenship: Biodata['citizenship']) {
    return { value: citizenship, label: t(`biodata.citizenships.${citizenship}`) };
  }
}
