import { describe, expect, it } from 'vitest'
import { brokenFences } from './fences.ts'
import { importsOf, readImports, sourceFiles } from './imports.ts'

const complaints = (file: string, text: string) => brokenFences(importsOf(file, text))

describe('the import fences', () => {
  it('hold in the whole tree', () => {
    const files = sourceFiles(process.cwd(), ['infra', 'sensors', 'twin'])
    expect(files.length).toBeGreaterThan(20)
    expect(brokenFences(readImports(process.cwd(), files))).toEqual([])
  })

  it('see through type imports, exports, dynamic imports and imports over several lines', () => {
    expect(complaints('twin/model/a.ts', "import type { B } from '../server/b.ts'")).toHaveLength(1)
    expect(complaints('twin/model/a.ts', "export { b } from '../server/b.ts'")).toHaveLength(1)
    expect(complaints('twin/model/a.ts', "const b = await import('../server/b.ts')")).toHaveLength(1)
    expect(complaints('twin/model/a.ts', "import {\n  b,\n  c,\n} from '../server/b.ts'")).toHaveLength(1)
  })

  it.each([
    ['a package in the model', 'twin/model/a.ts', "import { z } from 'zod'"],
    ['sensors importing the server', 'sensors/pipeline/a.ts', "import { b } from '../../twin/server/b.ts'"],
    ['one driver importing another', 'sensors/drivers/snmp/a.ts', "import { b } from '../modbus/b.ts'"],
    ['a driver importing the pipeline', 'sensors/drivers/snmp/a.ts', "import { b } from '../../pipeline/b.ts'"],
    ['one feature importing another', 'twin/web/features/hall/a.tsx', "import { b } from '../rack/b.tsx'"],
    ['three outside the scene', 'twin/web/features/hall/a.tsx', "import { Mesh } from 'three'"],
    ['the server importing the page', 'twin/server/a.ts', "import { b } from '../web/b.ts'"],
    ['infra importing sensors', 'infra/stacks/a.ts', "import { b } from '../../sensors/driver.ts'"],
    ['infra importing the loader', 'infra/synth.ts', "import { b } from '../twin/estate/load-estate.ts'"],
    ['the barrel of the provider', 'infra/stacks/a.ts', "import { Labels } from '@cdktf/provider-kubernetes'"],
    ['labels importing CDKTF', 'infra/labels/a.ts', "import { App } from 'cdktf'"],
  ])('refuse %s', (_what, file, text) => {
    expect(complaints(file, text)).toHaveLength(1)
  })

  it.each([
    ['a driver importing a file of its own', 'sensors/drivers/snmp/a.ts', "import { b } from './b.ts'"],
    ['a feature importing shared state', 'twin/web/features/hall/a.tsx', "import { b } from '../../state/b.ts'"],
    ['the scene importing three', 'twin/web/scene/a.tsx', "import { Mesh } from 'three'"],
    [
      'a stack importing one resource',
      'infra/stacks/a.ts',
      "import { Labels } from '@cdktf/provider-kubernetes/lib/labels/index.js'",
    ],
    ['a main file joining subsystems', 'twin/cli/main.ts', "import { b } from '../../sensors/commands/read.ts'"],
  ])('allow %s', (_what, file, text) => {
    expect(complaints(file, text)).toEqual([])
  })
})
