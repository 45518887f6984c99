// What both sides are held to, as test_scripts.py writes it.

import { readFileSync } from "node:fs"
import process from "node:process"

/** @type {Record<string, any>} */
export const TABLES = JSON.parse(readFileSync(process.env.TABLES ?? "", "utf8"))
