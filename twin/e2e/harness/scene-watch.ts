/** What a page draws, seen from inside it: for benches of the picture. */
export interface SceneWatch {
  /** Frames in which something was drawn: their JavaScript in animation callbacks, and the draw calls of one picture. */
  readonly frames: { readonly at: number; ms: number; calls: number }[]
  /** Values of the watched thing as they are handed to the graphics card; epoch milliseconds of the page. */
  readonly uploads: { readonly at: number; readonly value: number }[]
}

declare global {
  var sceneWatch: SceneWatch
}

export interface SceneWatchOptions {
  /** Index of the thing whose values are watched. @default 0 */
  readonly thing?: number
  /** False leaves out the draw calls themselves, which a processor in place of a graphics card takes long for. @default true */
  readonly draws?: boolean
}

/** Runs in the page before its scripts. */
export function watchScene({ thing = 0, draws = true }: SceneWatchOptions): void {
  const watch: SceneWatch = { frames: [], uploads: [] }
  globalThis.sceneWatch = watch
  let calls = 0
  const before = (name: keyof WebGL2RenderingContext, look: (args: readonly unknown[]) => boolean) => {
    const methods = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
    const original = methods[name]
    methods[name] = function (this: unknown, ...args) {
      return look(args) ? original?.apply(this, args) : undefined
    }
  }
  for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'] as const) {
    before(name, () => {
      calls++
      return draws
    })
  }
  for (const name of ['texImage2D', 'texSubImage2D'] as const) {
    before(name, (args) => {
      // Values travel as the bits of their floats (twin/web/scene/state-texture.ts).
      const bits = args.find((arg) => arg instanceof Uint32Array)
      const value = bits && new Float32Array(bits.buffer, bits.byteOffset, bits.length)[thing]
      if (value !== undefined) watch.uploads.push({ at: performance.timeOrigin + performance.now(), value })
      return true
    })
  }
  const request = globalThis.requestAnimationFrame.bind(globalThis)
  let frame: { readonly at: number; ms: number; calls: number } | undefined
  globalThis.requestAnimationFrame = (callback) =>
    request((at) => {
      if (frame?.at !== at) frame = { at, ms: 0, calls: 0 }
      const [drawn, began] = [calls, performance.now()]
      callback(at)
      const isFirst = frame.calls === 0
      frame.ms += performance.now() - began
      frame.calls = Math.max(frame.calls, calls - drawn)
      if (isFirst && frame.calls > 0) watch.frames.push(frame)
    })
}
