import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.tsx';
import type { Biodata } from '../../../domain/biodata.ts';
import { nikFindings } from '../../../domain/nik.ts';

/** What is odd about the NIK. A reminder, never a refusal: legitimate numbers differ in each of these ways. */
export function NikFindings({ biodata }: { readonly biodata: Biodata }) {
  const { t } = useTranslation();
  const findings = nikFindings(biodata.nik, biodata);
  if (findings.length === 0) return null;
  // Most who ever moved have a number of another district: worth knowing, not worth a second look.
  const usual = findings.every((finding) => finding === 'NIK_DISTRICT_DIFFERS');
  return (
    <Notice state={usual ? 'note' : 'look'} title={t('biodata.findings')}>
      {findings.map((finding) => (
        <p key={finding}>{t(`nikFindings.${finding}`)}</p>
      ))}
      <p>{t('biodata.findingsHint')}</p>
    </Notice>
  );
}
