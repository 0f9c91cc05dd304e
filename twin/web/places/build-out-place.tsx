import { useTranslator } from '../ui/translator-context.ts'

/** How far the build-out is, what is late, when what is ready. */
export function BuildOutPlace() {
  const { t } = useTranslator()
  return (
    <div className="place-body build-out-place">
      <h1>{t('nav.build-out')}</h1>
    </div>
  )
}
