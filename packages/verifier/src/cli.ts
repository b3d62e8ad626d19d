#!/usr/bin/env node
import { runVerifier } from './cli/run.js';

process.exitCode = await runVerifier(process.argv.slice(2));
