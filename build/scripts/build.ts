import { buildApp, buildRenderer } from './vite-builds.ts';

/** `npm run build`: the renderer and the programs of the package, into build/out. */
await buildRenderer();
await buildApp();
