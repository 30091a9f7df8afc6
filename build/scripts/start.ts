import { readTrainingOptions } from './training/options.ts';
import { runTraining } from './training/run-training.ts';

/** `npm start [-- --port N] [--fresh] [--no-gateway] [--dir DIR]`: a training kiosk with its own centre and virtual kit. */
await runTraining({ ...readTrainingOptions(), dev: false });
