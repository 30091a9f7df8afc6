/**
 * `npm run bench [-- --record]`: the product's timings, each against something bare in the same run. With `--record`
 * the tables go into `docs/measurements.md`.
 */
import { TrainingGround } from '../support/training-ground.ts';
import { recordMeasurement, tableOf } from './measurement.ts';
import { benchSimpan } from './simpan.ts';
import { benchUpload } from './upload.ts';

const record = process.argv.includes('--record');
const ground = await TrainingGround.create();
try {
  await ground.startGateway();
  const { measurement, packetIds } = await benchSimpan(ground);
  const measurements = [measurement, await benchUpload(ground, packetIds)];
  for (const measurement of measurements) {
    console.log(`\n${measurement.title}\n${measurement.question}\n\n${tableOf(measurement)}`);
    if (record) recordMeasurement(measurement, 'npm run bench -- --record');
  }
} finally {
  await ground.end();
}
