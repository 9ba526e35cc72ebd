#!/usr/bin/env node
/** The command line: `parley <command> ...`. */
'use strict'
require('./launch.cjs').launch('src/main.ts', process.argv.slice(2))
