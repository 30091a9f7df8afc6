/**
 * The whole kiosk with a vault that hides nothing: what `no-plaintext.e2e.ts` searches to prove that its search finds
 * what is there to be found. Everything else is the product's.
 */
import { createRoot } from 'react-dom/client';
import { openKiosk } from '../../../renderer/app/open-kiosk.ts';
import { Startup } from '../../../renderer/app/startup.tsx';
import '../../../renderer/components/tokens.css';
import '../../../renderer/components/base.css';
import { startTexts } from '../../../renderer/locales/i18n.ts';
import { openPlaintextVault } from '../../support/plaintext-vault.ts';

startTexts();
createRoot(document.getElementById('root')!).render(<Startup opening={openKiosk({ openVault: openPlaintextVault })} />);
