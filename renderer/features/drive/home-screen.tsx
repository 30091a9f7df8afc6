import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { isCoded } from '../../../native-bridges/contract/errors.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { Heading } from '../../components/heading.tsx';
import { DeskLayout } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { ARROW_DOWN, ARROW_UP } from '../../components/shortcut.ts';
import { useShortcut } from '../../components/use-shortcut.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { useFormats } from '../formats.ts';
import { PATHS, recordPath } from '../paths.ts';
import { useSession } from '../session-context.ts';
import { useAction } from '../use-action.ts';
import { AlarmNotices } from './alarm-notices.tsx';
import { DevicesCard } from './devices-card.tsx';
import { DraftTable } from './draft-table.tsx';
import { EmptyRoster } from './empty-roster.tsx';
import { NoMatch, TypeFirst } from './empty-search.tsx';
import { ResidentTable } from './resident-table.tsx';
import { TodayCard } from './today-card.tsx';
import { type PersonRow, usePeople } from './use-people.ts';

/** *Siapa berikutnya?*: find the next resident, or go on with a record left half-way. */
export function HomeScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const session = useSession();
  const [, navigate] = useLocation();
  const listId = useId();
  const search = useRef<HTMLInputElement>(null);
  const [rosterSize, setRosterSize] = useState(session.roster.size);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const [confirming, setConfirming] = useState(false);
  /** Row that Enter was pressed on before it was known what this kiosk has of the person. */
  const [awaitedId, setAwaitedId] = useState<string | null>(null);
  const open = useAction();
  const { rows, failure } = usePeople(query);

  const selected = rows[Math.min(chosen, rows.length - 1)] ?? null;
  const choose = (index: number) => {
    setChosen(Math.max(0, Math.min(index, rows.length - 1)));
    setConfirming(false);
    setAwaitedId(null);
    open.dismiss();
  };
  const ask = (text: string) => {
    setQuery(text);
    choose(0);
    search.current?.focus();
  };
  /** @param again the officer has confirmed that this person is to be recorded once more */
  const record = (row: PersonRow, again: boolean) =>
    open.run(async () => {
      try {
        const recordId = row.draftId ?? (row.resident && (await session.drafts.start(row.resident, again)).recordId);
        if (recordId) navigate(recordPath(recordId));
      } catch (error) {
        if (again || !isCoded(error, 'RECORD_EXISTS')) throw error;
        setConfirming(true);
      }
    });
  const begin = (row: PersonRow | null) => {
    if (!row) return;
    setAwaitedId(row.pending ? row.id : null);
    if (row.pending) return;
    if (row.recorded && !confirming) setConfirming(true);
    else void record(row, false);
  };

  // A scanner types a NIK and Enter faster than storage answers: the Enter counts, once it is known what it means.
  const awaited = rows.find((row) => row.id === awaitedId);
  const known = awaited !== undefined && !awaited.pending;
  const beginAwaited = useEffectEvent(() => begin(awaited ?? null));
  useEffect(() => {
    if (known) beginAwaited();
  }, [known]);

  useShortcut(ARROW_DOWN, () => choose(chosen + 1));
  useShortcut(ARROW_UP, () => choose(chosen - 1));

  if (rosterSize === 0) return <EmptyRoster onFilled={() => setRosterSize(session.roster.size)} />;

  const table = { id: listId, rows, selectedId: selected?.id ?? null, onOpen: begin };
  const onSelect = (row: PersonRow) => choose(rows.indexOf(row));
  return (
    <DeskLayout
      aside={
        <>
          <TodayCard />
          <DevicesCard />
        </>
      }
      actions={
        <ActionBar
          back={
            <Button kind="quiet" shortcuts={['F8']} onPress={() => navigate(PATHS.queue)}>
              {t('home.sending')}
            </Button>
          }
        >
          {confirming ? (
            <>
              <Button shortcuts={['F9']} busy={open.busy} onPress={() => selected && void record(selected, true)}>
                {t('home.again')}
              </Button>
              <Button kind="primary" shortcuts={['Enter', 'Escape']} onPress={() => setConfirming(false)}>
                {t('app.back')}
              </Button>
            </>
          ) : (
            <>
              {query !== '' && (
                <Button kind="quiet" shortcuts={['Escape']} onPress={() => ask('')}>
                  {t('home.clear')}
                </Button>
              )}
              <Button
                kind="primary"
                shortcuts={['Enter']}
                disabled={selected === null}
                busy={open.busy || awaitedId !== null}
                onPress={() => begin(selected)}
              >
                {selected?.draftId ? t('home.resume') : t('home.start')}
              </Button>
            </>
          )}
        </ActionBar>
      }
    >
      <Heading takesFocus={false} hint={t('home.hint', { residents: formats.count(rosterSize) })}>
        {t('home.title')}
      </Heading>
      <AlarmNotices />
      <SearchField
        ref={search}
        label={t('home.search')}
        hint={t('home.searchHint')}
        value={query}
        onChange={ask}
        listId={listId}
        activeRowId={selected?.id}
      />
      {open.failure !== null && <ErrorNotice code={open.failure} />}
      {failure !== null && <ErrorNotice code={failure} />}
      {confirming && selected && (
        <Notice state="look" title={t('home.alreadyTitle', { name: selected.name })}>
          <p>{t('home.alreadyHint')}</p>
        </Notice>
      )}
      {query.trim() === '' ? (
        rows.length > 0 ? (
          <DraftTable {...table} onSelect={onSelect} />
        ) : (
          <TypeFirst />
        )
      ) : rows.length > 0 ? (
        <ResidentTable {...table} onSelect={onSelect} />
      ) : (
        <NoMatch query={query} />
      )}
    </DeskLayout>
  );
}
