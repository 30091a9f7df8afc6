import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { FactGrid } from '../../../components/fact-grid.tsx';
import { useFormats } from '../../formats.ts';
import { useSession } from '../../session-context.ts';
import { useAction } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { READ_FIELDS, spokenValue } from './biodata-fields.ts';
import { CorrectionList } from './correction-list.tsx';
import { correctedFields } from './corrections.ts';
import { NikFindings } from './nik-findings.tsx';

/** The biodata in large letters, to be read aloud; what was corrected shows what it was before. */
export function BiodataReading({ onEdit }: { readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { drafts } = useSession();
  const { draft, goTo } = useRecording();
  const confirm = useAction();
  const { biodata, rosterBiodata, recordId } = draft;
  const corrected = correctedFields(draft, biodata);

  const agree = () =>
    confirm.run(async () => {
      await drafts.confirmBiodata(recordId);
      await goTo('photo');
    });
  return (
    <StepFrame
      title={t('biodata.readTitle')}
      hint={t('biodata.readHint')}
      failure={confirm.failure}
      aside={
        <>
          <NikFindings biodata={biodata} />
          {corrected.length > 0 && <CorrectionList draft={draft} />}
        </>
      }
      actions={
        <>
          <Button shortcuts={['F2']} onPress={onEdit}>
            {t('biodata.edit')}
          </Button>
          <Button kind="primary" shortcuts={['Enter']} busy={confirm.busy} onPress={() => void agree()}>
            {t('biodata.confirm')}
          </Button>
        </>
      }
    >
      <Card fill>
        <FactGrid
          facts={READ_FIELDS.map((field) => ({
            id: field,
            term: t(`biodata.fields.${field}`),
            value: spokenValue(biodata, field, t, formats),
            wide: field === 'name',
            ...(rosterBiodata &&
              corrected.includes(field) && {
                note: t('biodata.was', { value: spokenValue(rosterBiodata, field, t, formats) }),
              }),
          }))}
        />
      </Card>
    </StepFrame>
  );
}
