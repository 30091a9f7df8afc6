import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { id } from './id.ts';
import type { Translation } from './translation.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Translation };
  }
}

export const LANGUAGES = ['id', 'en'] as const;

const STORED_AS = 'jemput.language';

/** Starts the texts in the language last chosen on this kit; Indonesian before anybody chose. */
export function startTexts(): i18n {
  const stored = localStorage.getItem(STORED_AS);
  const language = LANGUAGES.find((known) => known === stored) ?? 'id';
  i18next.on('languageChanged', (chosen) => {
    document.documentElement.lang = chosen;
    localStorage.setItem(STORED_AS, chosen);
  });
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'id',
    initAsync: false,
    resources: { id: { translation: id }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  return i18next;
}
