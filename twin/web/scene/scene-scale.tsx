import { useEffect, useRef } from 'react'
import type { Translator } from '../i18n/translator.ts'
import { roundLength } from '../ui/round-length.ts'
import type { Stage } from './stage.ts'

/** Greatest length of the bar, in CSS pixels. */
const LONGEST = 96

interface SceneScaleProps {
  readonly stage: Stage
  readonly translator: Translator
}

/** A bar of a round length: right for what stands at the point that the camera turns around. Drawn past React. */
export function SceneScale({ stage, translator: { t, figure } }: SceneScaleProps) {
  const frame = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLSpanElement>(null)
  const words = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let shown = Number.NaN
    return stage.onFrame(() => {
      const { metresPerPixel } = stage.rig
      const length = roundLength(LONGEST * metresPerPixel)
      if (bar.current) bar.current.style.inlineSize = `${(length / metresPerPixel).toFixed(1)}px`
      if (length === shown) return
      shown = length
      const text = figure(length, 'm', 1)
      if (words.current) words.current.textContent = text
      frame.current?.setAttribute('aria-label', t('scene.scale', { length: text }))
    })
  }, [stage, t, figure])
  return (
    <div ref={frame} className="scene-scale" role="img">
      <span ref={bar} className="scene-scale-bar" />
      <span ref={words} />
    </div>
  )
}
