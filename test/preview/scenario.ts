/** What the preview's kiosk pretends; every value may be given in the query of the address. */
export interface Scenario {
  readonly language: 'id' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  /** `no`: the kit asks for its code; any code but `SALAH` activates. */
  readonly activated: 'yes' | 'no';
  readonly officers: '1' | '3';
  readonly training: 'yes' | 'no';
  /** `slow` never answers, for looking at the busy state. */
  readonly signIn: 'ok' | 'slow';
  /** `unreadable`: refreshing fails. */
  readonly roster: 'full' | 'empty' | 'unreadable';
  /** How far the drafts in *Lanjutkan* are. */
  readonly drafts: 'none' | 'some';
  /** How soon the kit says what it has of a resident: `slow` takes a second, `failing` cannot read it. */
  readonly own: 'quick' | 'slow' | 'failing';
  /** What storing typed biodata does: `ok` or an error code. */
  readonly typing: string;
  /** `lost`: the shell goes when the page is there. `back`: it goes, and returns after eight seconds. */
  readonly shell: 'there' | 'lost' | 'back';
  readonly queue: 'empty' | 'sending' | 'offline' | 'paused' | 'trouble' | 'rejected' | 'done';
  readonly alarms: 'none' | 'some';
  /** What the sensor does: a clear print, a faint one, a step of the capture that never ends, or an error code. */
  readonly finger: string;
  readonly device: 'ready' | 'absent' | 'faulted';
  /** What *Simpan* does: `ok`, `slow` (never ends) or an error code. */
  readonly seal: string;
  /** `yes`: the portrait does not read back. */
  readonly damaged: 'yes' | 'no';
  /** `VAULT_DAMAGED` and the like: opening a record fails; `crash`: the screen throws. */
  readonly load: string;
}

const USUAL: Scenario = {
  language: 'id',
  theme: 'light',
  activated: 'yes',
  officers: '1',
  training: 'yes',
  signIn: 'ok',
  roster: 'full',
  drafts: 'some',
  own: 'quick',
  typing: 'ok',
  shell: 'there',
  queue: 'sending',
  alarms: 'none',
  finger: 'clear',
  device: 'ready',
  seal: 'ok',
  damaged: 'no',
  load: 'ok',
};

/** The usual scenario with what the query changes. @throws RangeError for a name that is none */
export function readScenario(query: string): Scenario {
  const changes = Object.fromEntries(new URLSearchParams(query));
  const unknown = Object.keys(changes).find((name) => !Object.hasOwn(USUAL, name));
  if (unknown !== undefined) throw new RangeError(`no such setting: ${unknown}`);
  return { ...USUAL, ...changes } as Scenario;
}
