import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayFromIso } from '../components/day.ts';

/** Times, days and sizes as people here write them. */
export interface Formats {
  /** `09.40` */
  time(iso: string): string;
  /** `Hari ini 09.40`, `Kemarin 14.07`, `18 Nov 11.31` */
  moment(iso: string): string;
  /** ISO date as `12-03-2008` */
  day(isoDate: string): string;
  /** ISO date as `21 November 2026` */
  longDay(isoDate: string): string;
  /** Bytes as `1,3 MB` */
  size(bytes: number): string;
  /** `952.110` */
  count(value: number): string;
}

/** {@link Formats} in the language on screen. */
export function useFormats(): Formats {
  const { t, i18n } = useTranslation();
  return useMemo(() => formatsOf(i18n.language, t), [i18n.language, t]);
}

/** @param language BCP 47 tag: `id`, `en` */
export function formatsOf(language: string, t: TFunction): Formats {
  const locale = language === 'en' ? 'en-GB' : 'id-ID';
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  // A date without a clock is the same date everywhere: no time zone may move it.
  const longDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const megabytes = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(locale);
  const timeOf = (iso: string) => time.format(new Date(iso));
  return {
    time: timeOf,
    moment(iso) {
      const days = localDayNumber(new Date()) - localDayNumber(new Date(iso));
      if (days === 0) return t('formats.today', { time: timeOf(iso) });
      if (days === 1) return t('formats.yesterday', { time: timeOf(iso) });
      return `${date.format(new Date(iso))} ${timeOf(iso)}`;
    },
    day: dayFromIso,
    longDay: (isoDate) => longDate.format(new Date(`${isoDate}T00:00:00Z`)),
    size: (bytes) =>
      bytes < 100_000 ? `${whole.format(Math.ceil(bytes / 1000))} kB` : `${megabytes.format(bytes / 1e6)} MB`,
    count: (value) => whole.format(value),
  };
}

/** ISO date of now on the officer's calendar. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** True if the instant lies on the officer's today. */
export function isToday(iso: string): boolean {
  return localDayNumber(new Date()) === localDayNumber(new Date(iso));
}

function localDayNumber(date: Date): number {
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** A name in the middle of a sentence: `Telunjuk kanan` as `telunjuk kanan`, `NIK` as it is. */
export function inSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
