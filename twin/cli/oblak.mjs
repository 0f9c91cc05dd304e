#!/usr/bin/env node
// The command `oblak`: builds what is missing or older than its sources, then hands over to the built program.
import { ensureBuilt } from './build.mjs'

const { buildFailed, program } = await ensureBuilt()
if (buildFailed) process.exit(2)
const { main } = await import(program)
process.exitCode = await main(process.argv.slice(2))
