#!/usr/bin/env node
// Stands here before anything is built, so that npm can link it.
import '../dist/cli/paraph.js';
