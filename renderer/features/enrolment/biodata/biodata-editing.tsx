import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { FieldGrid } from '../../../components/field-grid.tsx';
import type { Biodata, BiodataField, CorrectionReason } from '../../../domain/biodata.ts';
import { usePendingWork } from '../../pending-work.tsx';
import { useSession } from '../../session-context.ts';
import { useAction, useFailureCode } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { type Autosave, createAutosave } from './autosave.ts';
import { BiodataFieldControl } from './biodata-field-control.tsx';
import { EDITABLE_FIELDS } from './biodata-fields.ts';
import { CorrectionReasons } from './correction-reasons.tsx';
import { correctedFields, correctionsOf, type Reasons, reasonsOf } from './corrections.ts';
import { NikFindings } from './nik-findings.tsx';

interface Edit {
  readonly biodata: Biodata;
  readonly reasons: Reasons;
}

/** The fields that may be corrected. What is typed is stored by itself; each change asks for its reason. */
export function BiodataEditing({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { draft } = useRecording();
  const [edit, setEdit] = useState<Edit>({ biodata: draft.biodata, reasons: reasonsOf(draft) });
  const [asked, setAsked] = useState(false);
  const autosave = useStoredEdit();
  const finish = useAction();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const change = (next: Edit) => {
    setEdit(next);
    autosave.touch(next);
  };
  const changed = correctedFields(draft, edit.biodata);
  const unexplained = changed.filter((field) => edit.reasons[field] === undefined);
  const setReason = (field: BiodataField, reason: CorrectionReason) =>
    change({ ...edit, reasons: { ...edit.reasons, [field]: reason } });
  const restore = (field: BiodataField) =>
    draft.rosterBiodata && change({ ...edit, biodata: { ...edit.biodata, [field]: draft.rosterBiodata[field] } });
  const done = async () => {
    setAsked(true);
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (invalid) invalid.focus();
    else if (unexplained.length === 0 && (await finish.run(autosave.flush))) onDone();
  };

  return (
    <StepFrame
      title={t('biodata.editTitle')}
      hint={t('biodata.editHint')}
      failure={autosave.failure}
      back={{ title: t('app.back'), onPress: () => void done() }}
      aside={
        <>
          <CorrectionReasons
            draft={draft}
            biodata={edit.biodata}
            fields={changed}
            reasons={edit.reasons}
            marked={asked}
            onReason={setReason}
            onRestore={restore}
          />
          <NikFindings biodata={edit.biodata} />
        </>
      }
      actions={
        <Button kind="primary" shortcuts={['Enter']} busy={finish.busy} onPress={() => void done()}>
          {t('biodata.done')}
        </Button>
      }
    >
      <Card fill>
        <FieldGrid ref={form}>
          {EDITABLE_FIELDS.map((field) => (
            <BiodataFieldControl
              key={field}
              field={field}
              biodata={edit.biodata}
              onChange={(biodata) => change({ ...edit, biodata })}
              onBlur={() => void autosave.flush().catch(() => undefined)}
            />
          ))}
        </FieldGrid>
        <p>{t('biodata.fixedRegion')}</p>
      </Card>
    </StepFrame>
  );
}

/** Autosave into the draft, flushed before the officer leaves; the failure of the last save, until one goes well. */
function useStoredEdit(): Autosave<Edit> & { readonly failure: string | null } {
  const { drafts } = useSession();
  const { draft, take } = useRecording();
  const failureCode = useFailureCode();
  const [failure, setFailure] = useState<string | null>(null);
  const [autosave] = useState(() =>
    createAutosave<Edit>(
      async ({ biodata, reasons }) => {
        take(await drafts.saveBiodata(draft.recordId, biodata, correctionsOf(draft, biodata, reasons)));
        setFailure(null);
      },
      (error) => setFailure(failureCode(error)),
    ),
  );
  usePendingWork(autosave.flush);
  return { ...autosave, failure };
}
