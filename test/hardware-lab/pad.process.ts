/**
 * The simulated pad as a process of its own, as a pad is: what the guest's test opens is the kernel's device.
 *
 * Standard input takes one JSON object a line (see {@link Command}); each is answered with one.
 */
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { StuFault } from '../../native-bridges/simulators/stu/faults.ts';
import { inventedSignature } from '../../native-bridges/simulators/stu/signature.ts';
import { SIMULATED_STU_430 } from '../../native-bridges/simulators/stu/simulated-pad.ts';
import { UhidStuPad } from '../../native-bridges/simulators/stu/uhid-pad.ts';

type Command =
  | { readonly do: 'plug' | 'unplug' | 'screen' }
  | { readonly do: 'write'; readonly samples: number; readonly fault: StuFault | null };

const pad = new UhidStuPad(SIMULATED_STU_430, { fault: null, pace: 1 });

async function obey(command: Command): Promise<object> {
  switch (command.do) {
    case 'plug':
      await pad.plug();
      return { cable: 'in' };
    case 'unplug':
      await pad.unplug();
      return { cable: 'out' };
    case 'screen':
      return { sha256: pad.screen && createHash('sha256').update(pad.screen).digest('hex') };
    case 'write':
      pad.behaviour.fault = command.fault;
      return { written: await pad.write(inventedSignature(SIMULATED_STU_430, command.samples)) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await obey(JSON.parse(line)))}\n`);
}
