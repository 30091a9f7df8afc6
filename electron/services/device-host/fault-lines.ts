import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { DiagnosticLog } from '../diagnostics/diagnostic-log.ts';

/** One line a fault, as `native-bridges/host/main.ts` writes it: codes, ports and procedures, never what was captured. */
const faultLine = z.object({ code: z.string(), where: z.string(), detail: z.string() });

/** Takes the device host's faults into the kiosk's log. Anything else it prints is passed on to our standard error. */
export function logFaultLines(errorOutput: NodeJS.ReadableStream, log: DiagnosticLog): void {
  createInterface({ input: errorOutput }).on('line', (line) => {
    const fault = parseFault(line);
    if (fault) log.write({ code: fault.code, detail: [fault.where, fault.detail].filter(Boolean).join(': ') });
    else process.stderr.write(`${line}\n`);
  });
}

function parseFault(line: string): z.output<typeof faultLine> | null {
  try {
    return faultLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
