import { Dialog } from '../../ui/dialog.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import './keys.css'

const KEYS = [
  { keys: ['/'], text: 'keys.search' },
  { keys: ['Ctrl K', '⌘ K'], text: 'keys.palette' },
  { keys: ['←', '↑', '→', '↓'], text: 'keys.arrows' },
  { keys: ['Enter'], text: 'keys.enter' },
  { keys: ['Esc'], text: 'keys.escape' },
  { keys: ['T'], text: 'keys.table' },
  { keys: ['1 … 9'], text: 'keys.modes' },
  { keys: ['?'], text: 'keys.help' },
] as const

/** All keys of the page. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslator()
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className="keys">
        {KEYS.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
