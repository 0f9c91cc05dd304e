import { useMemo, useState } from 'react'
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import { foldText } from '../../../model/fold-text.ts'
import { addressOfPower, addressOfService } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import './palette.css'
import { type SearchEntry, searchEntries } from './search-entries.ts'
import { useSearch } from './use-search.ts'
import { useServiceEntries } from './use-service-entries.ts'

/** The command palette: places at once, everything of the estate as one types. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { estate, place, simulated } = useTwin()
  const translator = useTranslator()
  const { t, nameOf } = translator
  const [text, setText] = useState('')
  const { hits, searching, reason } = useSearch(text)
  const pages = useMemo<readonly SearchEntry[]>(
    () =>
      (['cloud', 'services', 'build-out', 'alarms', 'status', ...(simulated ? ['faults' as const] : [])] as const).map(
        (kind) => ({
          id: `/${kind}`,
          to: kind === 'cloud' ? '/' : kind === 'services' ? addressOfService() : `/${kind}`,
          text: t(`nav.${kind}`),
          hint: t('search.places'),
        }),
      ),
    [t, simulated],
  )
  const diagrams = estate.ofKind('site').map((site): SearchEntry => {
    const name = t('singleLine.title', { name: nameOf(site) })
    return { id: addressOfPower(site.path), to: addressOfPower(site.path), text: name, hint: t('singleLine.open') }
  })
  const services = useServiceEntries()
  const wanted = foldText(text)
  const entries: readonly SearchEntry[] = [
    ...[...pages, ...diagrams].filter((page) => foldText(page.text).includes(wanted)),
    // Thirteen more lines would hide the places before one has typed anything.
    ...(wanted === '' ? [] : services.filter(({ hint, text }) => foldText(`${text} ${hint}`).includes(wanted))),
    ...searchEntries(hits, translator),
  ]
  const go = (id: string) => {
    const chosen = entries.find((entry) => entry.id === id)
    if (chosen) place.getState().follow(chosen.to)
    onClose()
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
              items={entries}
              className="palette-list"
              onAction={(id) => go(String(id))}
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
