import type { Page } from 'playwright-core';

/** Invented officer of the training tenant; the gateway's `public.json` says the same. */
const TRAINING_PIN = '246810';

/**
 * The hands of an officer: everything by keyboard, but the signature, which needs a pointer. Screens are recognised by
 * their headings, in Indonesian.
 */
export class Operator {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the screen with this heading is there. */
  async sees(heading: string | RegExp, timeout = 20_000): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor({ timeout });
    await this.#isDrawn();
  }

  /** Two frames: nobody's hand is faster, and by then the screen listens to its keys. */
  async #isDrawn(): Promise<void> {
    await this.page.evaluate(
      () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    );
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  async signIn(pin = TRAINING_PIN): Promise<void> {
    await this.sees(/Masuk sebagai petugas|Pilih nama Anda/);
    await this.page.getByLabel('PIN').fill(pin);
    await this.press('Enter');
  }

  /** From sign-in to the search, with the roster of the centre on the kiosk. */
  async startDay(): Promise<void> {
    await this.signIn();
    await this.sees(/Siapa berikutnya|Daftar penduduk/, 30_000);
    if (await this.page.getByRole('heading', { level: 1, name: /Daftar penduduk/ }).isVisible()) {
      await this.press('Enter');
      await this.sees('Siapa berikutnya?');
    }
  }

  /** Types into the search and starts (or resumes) with the first match. */
  async choose(query: string): Promise<void> {
    await this.page.getByLabel('Cari penduduk').fill(query);
    await this.page.getByRole('option').or(this.page.getByRole('row')).first().waitFor();
    await this.press('Enter');
  }

  async confirmBiodata(): Promise<void> {
    await this.sees('Bacakan biodata ini kepada penduduk');
    await this.press('Enter');
  }

  async takePhoto(): Promise<void> {
    await this.sees('Ambil pas foto');
    await this.page.getByRole('button', { name: /Ambil foto/, disabled: false }).waitFor();
    await this.press('Space');
    await this.sees('Perlihatkan foto kepada penduduk');
    await this.page.getByRole('button', { name: /Penduduk setuju/, disabled: false }).waitFor();
    await this.press('Enter');
  }

  async sign(): Promise<void> {
    await this.sees('Minta penduduk menandatangani di kotak');
    const pad = this.page
      .getByRole('img', { name: /Kotak tanda tangan/ })
      .or(this.page.getByLabel('Kotak tanda tangan'));
    const box = (await pad.first().boundingBox())!;
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
    for (const stroke of SIGNATURE) {
      await this.page.mouse.move(...at(...stroke[0]!));
      await this.page.mouse.down();
      for (const point of stroke) await this.page.mouse.move(...at(...point), { steps: 4 });
      await this.page.mouse.up();
    }
    await this.press('Enter');
    await this.sees(/Tanda tangan sudah tersimpan|Letakkan/);
    if (await this.page.getByRole('heading', { level: 1, name: 'Tanda tangan sudah tersimpan' }).isVisible()) {
      await this.press('Enter');
    }
  }

  /** Both index fingers, one after the other. */
  async captureFingers(): Promise<void> {
    await this.captureFinger('telunjuk kanan');
    await this.sees('Letakkan telunjuk kiri', 60_000);
    await this.captureFinger('telunjuk kiri');
    await this.sees('Kedua telunjuk sudah tersimpan', 60_000);
    await this.press('Enter');
  }

  async captureFinger(name: string): Promise<void> {
    await this.sees(`Letakkan ${name}`);
    await this.page.getByRole('button', { name: new RegExp(`Mulai ${name}`) }).waitFor();
    await this.press('Enter');
  }

  /** *Simpan*; @returns the packet's number on the screen */
  async save(): Promise<number> {
    await this.sees('Periksa sekali lagi, lalu simpan');
    await this.press('F10');
    await this.sees('Tersimpan');
    return Number(
      await this.page
        .getByText(/^\d{6}$/)
        .first()
        .textContent(),
    );
  }

  /** A whole recording, from the search to *Tersimpan*. */
  async record(query: string): Promise<number> {
    await this.choose(query);
    await this.confirmBiodata();
    await this.takePhoto();
    await this.sign();
    await this.captureFingers();
    return this.save();
  }
}

/** A signature of three strokes, as shares of the pad. */
const SIGNATURE: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0.2, 0.6],
    [0.28, 0.3],
    [0.34, 0.7],
    [0.42, 0.35],
    [0.5, 0.65],
  ],
  [
    [0.52, 0.5],
    [0.62, 0.4],
    [0.72, 0.62],
    [0.8, 0.4],
  ],
  [
    [0.25, 0.78],
    [0.78, 0.74],
  ],
];
