import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslator } from './translator-context.ts'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  readonly onClose: () => void
}

/** A box over the page that holds the focus until it is closed; Escape closes it. */
export function Dialog({ title, children, onClose }: DialogProps) {
  const { t } = useTranslator()
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="dialog-overlay">
      <Modal className="dialog-modal">
        <AriaDialog className="dialog">
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <button type="button" className="is-quiet is-icon" aria-label={t('keys.close')} onClick={onClose}>
              <svg viewBox="0 0 12 12" className="icon" aria-hidden="true">
                <path d="M2 2l8 8M10 2l-8 8" />
              </svg>
            </button>
          </header>
          <div className="dialog-body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
