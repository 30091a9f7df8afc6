import { useTranslation } from 'react-i18next';
import { BarButton, BarGroup } from '../components/top-bar.tsx';
import { LANGUAGES } from '../locales/i18n.ts';

/** ID or EN, remembered on this kit. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const names = { id: t('app.indonesian'), en: t('app.english') };
  return (
    <BarGroup label={t('app.language')}>
      {LANGUAGES.map((language) => (
        <BarButton
          key={language}
          label={names[language]}
          pressed={i18n.language === language}
          onPress={() => void i18n.changeLanguage(language)}
        >
          {language.toUpperCase()}
        </BarButton>
      ))}
    </BarGroup>
  );
}
