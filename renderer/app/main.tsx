import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../components/theme.ts';
import { startTexts } from '../locales/i18n.ts';
import { openKiosk } from './open-kiosk.ts';
import { Startup } from './startup.tsx';

startTexts();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Startup opening={openKiosk()} />
  </StrictMode>,
);
