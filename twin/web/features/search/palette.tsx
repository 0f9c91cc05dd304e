import { useMemo, useState } from 'react'
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import type { MessageKey } from '../../i18n/catalogue.ts'
import { hasMessage } from '../../i18n/has-message.ts'
import { addressOfThing } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import './palette.css'
import { useSearch } from './use-search.ts'

interface Entry {
  readonly to: string
  readonly text: string
  readonly hint: string
}

/** The command palette: places at once, everything of the estate as one types. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { place, simulated } = useTwin()
  const { t, name } = useTranslator()
  const [text, setText] = useState('')
  const { hits, searching, reason } = useSearch(text)
  const pages = useMemo<readonly Entry[]>(
    () =>
      (['cloud', 'alarms', 'status', ...(simulated ? ['faults' as const] : [])] as const).map((kind) => ({
        to: kind === 'cloud' ? '/' : `/${kind}`,
        text: t(`nav.${kind}`),
        hint: t('search.places'),
      })),
    [t, simulated],
  )
  const wanted = text.trim().toLowerCase()
  const entries: readonly Entry[] = [
    ...pages.filter((page) => page.text.toLowerCase().includes(wanted)),
    ...hits.map((hit) => ({
      to: addressOfThing(hit.path),
      text: name(hit.name),
      hint: `${kindText(hit.kind)} · ${hit.path}`,
    })),
  ]
  const go = (to: string) => {
    place.getState().follow(to)
    onClose()
  }
  function kindText(kind: string): string {
    const key = `kind.${kind}`
    return hasMessage(key) ? t(key as MessageKey) : kind
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="palette-overlay">
      <Modal className="palette-modal">
        <Dialog aria-label={t('search.label')} className="palette">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField aria-label={t('search.label')} autoFocus className="palette-field">
              <Input placeholder={t('search.placeholder')} />
            </SearchField>
            <p className="palette-note" role="status">
              {note()}
            </p>
            <Menu
              aria-label={t('search.results')}
              items={entries.map((entry) => ({ ...entry, id: entry.to }))}
              className="palette-list"
              onAction={(to) => go(String(to))}
            >
              {(entry) => (
                <MenuItem textValue={entry.text} className="palette-item">
                  <span>{entry.text}</span>
                  <span className="is-quiet-text">{entry.hint}</span>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )

  function note(): string {
    if (reason !== undefined) return t('search.failed', { reason })
    if (searching) return t('search.searching')
    if (wanted === '') return t('search.hint')
    return entries.length === 0 ? t('search.nothing', { text: text.trim() }) : ''
  }
}
