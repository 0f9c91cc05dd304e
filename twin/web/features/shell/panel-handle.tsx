import { type PointerEvent, useRef } from 'react'
import { useStore } from 'zustand'
import { clampWidth, PANEL_WIDTH, type Settings } from '../../state/settings.ts'
import { useTwin } from '../../twin-context.ts'

type WidthSetting = { [Key in keyof Settings]: Settings[Key] extends number ? Key : never }[keyof Settings]

interface PanelHandleProps {
  readonly setting: WidthSetting
  readonly label: string
  /** Which way the panel grows: 1 to the right, -1 to the left. */
  readonly direction: 1 | -1
}

const STEP = 16

/** Resizes a panel by dragging, or as the slider that it is by the arrow keys. */
export function PanelHandle({ setting, label, direction }: PanelHandleProps) {
  const { settings } = useTwin()
  const width = useStore(settings, (state) => state[setting])
  const drag = useRef<{ x: number; width: number } | undefined>(undefined)
  const set = (to: number) => settings.setState({ [setting]: clampWidth(to) })
  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    // The browser's own dragging of the thumb knows nothing of the panel's edge.
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) set(drag.current.width + direction * (event.clientX - drag.current.x))
  }
  const onPointerEnd = () => {
    drag.current = undefined
  }
  return (
    <input
      type="range"
      className="panel-handle"
      aria-label={label}
      title={label}
      min={PANEL_WIDTH.least}
      max={PANEL_WIDTH.greatest}
      step={STEP}
      value={width}
      dir={direction === 1 ? 'ltr' : 'rtl'}
      onChange={(event) => set(Number(event.target.value))}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
    />
  )
}
