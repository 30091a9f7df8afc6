import { readTrainingOptions } from './training/options.ts';
import { runTraining } from './training/run-training.ts';

/** `npm run dev`: as `npm start`, with the screens reloading as they are edited. */
await runTraining({ ...readTrainingOptions(), dev: true });
