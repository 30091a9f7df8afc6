import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../renderer/components/theme.ts';
import type { Resident } from '../../electron/contract/siak-api.ts';
import { Startup } from '../../renderer/app/startup.tsx';
import { startTexts } from '../../renderer/locales/i18n.ts';
import { fakeKiosk } from './fake-kiosk.ts';
import { readScenario } from './scenario.ts';

/** The real screens over a kiosk that lives in memory; what it shows is chosen in the address, see scenario.ts. */
const scenario = readScenario(location.search);
if (scenario.theme !== 'system') document.documentElement.dataset.theme = scenario.theme;
localStorage.setItem('jemput.language', scenario.language);
startTexts();

async function openPreview() {
  const response = await fetch('/residents.json');
  return fakeKiosk(scenario, (await response.json()) as Resident[]);
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Startup opening={openPreview()} />
  </StrictMode>,
);
