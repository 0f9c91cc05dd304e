import { useState } from 'react'
import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { MaintenanceDialog } from './maintenance-dialog.tsx'

/** The way to take a thing out of service; nothing for those who may only look. */
export function MaintenanceButton({ path }: { readonly path: string }) {
  const { session } = useTwin()
  const { t } = useTranslator()
  const mayChange = useStore(session, (state) => state.mayChange)
  const [open, setOpen] = useState(false)
  if (!mayChange) return null
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('maintenance.button')}
      </button>
      {open && <MaintenanceDialog path={path} onClose={() => setOpen(false)} />}
    </>
  )
}
