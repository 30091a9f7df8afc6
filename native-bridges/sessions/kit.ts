import type { DeviceSummary } from '../contract/device-host-contract.ts';
import type { DeviceSession } from './device-session.ts';

/** How often ports are looked for. Quick enough that a plugged-in device shows while the officer still looks at it. */
const WATCH_INTERVAL_MS = 1_000;

/** The devices of one kit, watched for coming and going. */
export class Kit {
  readonly #sessions: DeviceSession[] = [];
  readonly #discover: () => Promise<readonly DeviceSession[]>;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  /**
   * @param sessions devices of the kit profile, in its order
   * @param discover asked at every look for devices that have newly appeared; each is told once
   */
  constructor(sessions: readonly DeviceSession[], discover: () => Promise<readonly DeviceSession[]>) {
    this.#sessions.push(...sessions);
    this.#discover = discover;
  }

  get sessions(): readonly DeviceSession[] {
    return this.#sessions;
  }

  get summaries(): DeviceSummary[] {
    return this.#sessions.map((session) => session.summary);
  }

  /** Looks once, then again and again until `close`. */
  async watch(): Promise<void> {
    await this.look();
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.watch(), WATCH_INTERVAL_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.all(this.#sessions.map((session) => session.close()));
  }

  /** Looks once for devices that came or went. */
  async look(): Promise<void> {
    this.#sessions.push(...(await this.#discover()));
    await Promise.all(this.#sessions.map((session) => session.checkPresence()));
  }
}
