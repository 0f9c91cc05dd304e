import { useStore } from 'zustand'
import { LANGUAGES, type Language } from '../../i18n/language.ts'
import type { ThemeChoice } from '../../state/settings.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'

const THEMES: readonly ThemeChoice[] = ['system', 'dark', 'light']

/** Language and theme. */
export function Preferences() {
  const { settings } = useTwin()
  const { t } = useTranslator()
  const language = useStore(settings, (state) => state.language)
  const theme = useStore(settings, (state) => state.theme)
  return (
    <>
      <select
        className="is-quiet"
        aria-label={t('language.label')}
        title={t('language.label')}
        value={language}
        onChange={(event) => settings.setState({ language: event.target.value as Language })}
      >
        {LANGUAGES.map((choice) => (
          <option key={choice} value={choice} lang={choice}>
            {t(`language.${choice}`)}
          </option>
        ))}
      </select>
      <select
        className="is-quiet"
        aria-label={t('theme.label')}
        title={t('theme.label')}
        value={theme}
        onChange={(event) => settings.setState({ theme: event.target.value as ThemeChoice })}
      >
        {THEMES.map((choice) => (
          <option key={choice} value={choice}>
            {t(`theme.${choice}`)}
          </option>
        ))}
      </select>
      <SignedIn />
    </>
  )
}

/** Who is signed in, and the way out; nothing where no sign-in is needed. */
function SignedIn() {
  const { api, session } = useTwin()
  const { t } = useTranslator()
  const user = useStore(session, (state) => state.user)
  if (!user) return null
  return (
    <button
      type="button"
      className="is-quiet"
      onClick={() => void api.signOut().then(() => location.assign('/sign-in'))}
    >
      {t('session.signOut', { name: user.name })}
    </button>
  )
}
